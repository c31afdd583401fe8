namespace Partners.Core.Mail;

/// <summary>A mail as it leaves, with its secret part in place.</summary>
/// <param name="Id">The mail's id, which makes its Message-ID: a second delivery of the same mail can be told by it.</param>
public sealed record MailParcel(
    Guid Id, string ToAddress, string? ToName, string Subject, string Body, MailFile? Attachment, DateTimeOffset At);

/// <summary>What the mail server answered.</summary>
public abstract record MailAnswer;

/// <summary>It has the mail.</summary>
public sealed record MailTaken : MailAnswer;

/// <summary>It does not have the mail.</summary>
/// <param name="Because">A sentence for people.</param>
/// <param name="MayTakeLater">It may take the same mail another time: it is busy, or was not reached.</param>
public sealed record MailNotTaken(string Because, bool MayTakeLater) : MailAnswer;

/// <summary>The text was on its way when the connection ended: it may have it or not.</summary>
/// <param name="Because">A sentence for people.</param>
public sealed record MailUnanswered(string Because) : MailAnswer;

/// <summary>The way out of the house: the console's mail server, or the folder that catches mail in Development.</summary>
public interface IMailCarrier
{
    /// <summary>False without settings: then nothing is sent, and texts are copied by hand.</summary>
    public bool IsOn { get; }

    /// <summary>Never throws what the mail server did.</summary>
    public Task<MailAnswer> CarryAsync(MailParcel parcel, CancellationToken cancel);
}

internal sealed class NoMailCarrier : IMailCarrier
{
    public bool IsOn => false;

    public Task<MailAnswer> CarryAsync(MailParcel parcel, CancellationToken cancel) =>
        Task.FromResult<MailAnswer>(new MailNotTaken(new MailIsOff().Sentence, MayTakeLater: false));
}
