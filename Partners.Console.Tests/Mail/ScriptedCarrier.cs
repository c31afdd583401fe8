using Partners.Core.Mail;

namespace Partners.Console.Tests.Mail;

/// <summary>A mail server that answers as it is told, and remembers what it was handed.</summary>
internal sealed class ScriptedCarrier : IMailCarrier
{
    public bool IsOn { get; set; } = true;

    public List<MailParcel> Handed { get; } = [];

    /// <summary>Asked for each mail; it takes them all unless told otherwise.</summary>
    public Func<MailParcel, MailAnswer> Answer { get; set; } = _ => new MailTaken();

    public Task<MailAnswer> CarryAsync(MailParcel parcel, CancellationToken cancel)
    {
        Handed.Add(parcel);
        return Task.FromResult(Answer(parcel));
    }
}
