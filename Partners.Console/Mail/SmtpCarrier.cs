using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Partners.Core.Mail;

namespace Partners.Console.Mail;

/// <summary>Hands mails to the mail server, and tells apart what it refused, what never began, and what was cut off.</summary>
internal sealed partial class SmtpCarrier(MailSettings settings, ILogger<SmtpCarrier> log) : IMailCarrier
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    public bool IsOn => true;

    public async Task<MailAnswer> CarryAsync(MailParcel parcel, CancellationToken cancel)
    {
        using var client = new SmtpClient();
        using var message = MailMessages.Of(parcel, settings);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(s_longest);
            await client.ConnectAsync(settings.Server!, settings.Port, settings.Socket, limit.Token);
            if (settings.User is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, settings.Password!, limit.Token);
            }
        }
#pragma warning disable CA1031 // Whatever it was, nothing was said about the mail yet.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogUnreached(fault.GetType().Name);
            return new MailNotTaken(Unreached(fault), MayTakeLater: true);
        }

        return await SayAsync(client, message);
    }

    /// <summary>Once it has begun nothing but time ends it: a console that stops waits for the answer while it can.</summary>
    private async Task<MailAnswer> SayAsync(SmtpClient client, MimeKit.MimeMessage message)
    {
        var text = new TextOnItsWay();
        try
        {
            using var limit = new CancellationTokenSource(s_longest);
            await client.SendAsync(message, limit.Token, text);
        }
        catch (SmtpCommandException refused)
        {
            LogRefused((int)refused.StatusCode, refused.ErrorCode);
            return new MailNotTaken(Refused(refused), MayTakeLater: (int)refused.StatusCode is >= 400 and < 500);
        }
#pragma warning disable CA1031 // Whatever it was: what counts is whether the text was on its way by then.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogBroken(fault.GetType().Name, text.HasBegun);
            return text.HasBegun
                ? new MailUnanswered("The mail server did not answer after it had the text. Ask the recipient before you send it again.")
                : new MailNotTaken("The connection to the mail server broke before it had the text.", MayTakeLater: true);
        }

        await LeaveAsync(client);
        return new MailTaken();
    }

    /// <summary>The mail is delivered by now, whatever the goodbye comes to.</summary>
    private static async Task LeaveAsync(SmtpClient client)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await client.DisconnectAsync(quit: true, limit.Token);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception)
#pragma warning restore CA1031
        {
            // See above.
        }
    }

    private static string Unreached(Exception fault) => fault switch
    {
        AuthenticationException => "The mail server does not accept Mail:User with Mail:Password.",
        SslHandshakeException or NotSupportedException => "The connection to the mail server cannot be made private, so nothing was said.",
        SocketException or IOException or OperationCanceledException => "The mail server was not reached.",
        _ => "The mail server did not let the console in.",
    };

    private static string Refused(SmtpCommandException refused) => refused.ErrorCode switch
    {
        SmtpErrorCode.RecipientNotAccepted => $"The mail server does not accept the address ({(int)refused.StatusCode}).",
        SmtpErrorCode.SenderNotAccepted => $"The mail server does not let us send as Mail:From ({(int)refused.StatusCode}).",
        _ => $"The mail server did not take the mail ({(int)refused.StatusCode}).",
    };

    // The server's own words can name the recipient, so the log has the type of the fault and its code alone.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server was not reached: {Fault}.")]
    private partial void LogUnreached(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server refused a mail: {Code} ({At}).")]
    private partial void LogRefused(int code, SmtpErrorCode at);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The conversation with the mail server broke: {Fault}. The text was on its way: {HasBegun}.")]
    private partial void LogBroken(string fault, bool hasBegun);

    /// <summary>Told before the first byte of the text goes to the socket.</summary>
    private sealed class TextOnItsWay : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
