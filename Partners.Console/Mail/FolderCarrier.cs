using System.Globalization;
using Partners.Core.Mail;

namespace Partners.Console.Mail;

/// <summary>In Development: writes mails as files that any mail program opens, and sends nothing.</summary>
internal sealed class FolderCarrier(MailSettings settings) : IMailCarrier
{
    public bool IsOn => true;

    public async Task<MailAnswer> CarryAsync(MailParcel parcel, CancellationToken cancel)
    {
        using var message = MailMessages.Of(parcel, settings);
        try
        {
            var folder = Directory.CreateDirectory(settings.Folder!).FullName;
            await message.WriteToAsync(Path.Combine(folder, NameOf(parcel.Id, parcel.At)), cancel);
            return new MailTaken();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new MailNotTaken("The folder Mail:Folder cannot be written to.", MayTakeLater: true);
        }
    }

    /// <summary>Null if the folder has no such mail.</summary>
    public static async Task<byte[]?> FindAsync(string folder, Guid mailId, CancellationToken cancel)
    {
        var last = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*-{mailId:N}.eml").Max(StringComparer.Ordinal) : null;
        return last is null ? null : await File.ReadAllBytesAsync(last, cancel);
    }

    private static string NameOf(Guid id, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMdd-HHmmss}-{id:N}.eml");
}
