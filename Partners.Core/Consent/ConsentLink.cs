using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Consent;

/// <summary>What somebody outside is asked to confirm.</summary>
public enum ConsentPurpose
{
    /// <summary>The day and the plan of a handoff.</summary>
    HandoffTiming,

    /// <summary>What became of the partner's copies.</summary>
    Certificate,

    /// <summary>That a webhook stays with the client's workspace.</summary>
    DataFlow,

    /// <summary>Whether a client that leads itself may be contacted.</summary>
    ClientContact,
}

/// <summary>Whose side the person is on.</summary>
public enum ConsentSide
{
    Partner,
    Client,
}

public enum ConsentState
{
    Open,
    Answered,

    /// <summary>Staff took it back, or made another in its place.</summary>
    Withdrawn,

    /// <summary>What it asked about changed.</summary>
    NoLongerHolds,

    /// <summary>Nobody answered in time. Never stored: time alone makes an open link lapse.</summary>
    Lapsed,
}

public enum ConsentAnswer
{
    Yes,
    No,
    OtherDay,
}

/// <summary>
/// A link by which one person outside dembrane answers one question, once (docs/product.md H34). Only a hash of its token is kept.
/// </summary>
public sealed class ConsentLink : Entity
{
    /// <summary>Days in which it can be answered.</summary>
    public const int HoldsForDays = 14;

    public const int LongestName = 200;

    private ConsentLink()
    {
    }

    internal ConsentLink(
        ConsentSubject about,
        ConsentPerson person,
        string tokenHash,
        ConsentStatement statement,
        Staff by,
        DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (Purpose, SubjectId, ItemId, Side) = (about.Purpose, about.SubjectId, about.ItemId, about.Side);
        (Day, Print) = (about.Day, about.Print);
        (PersonName, PersonEmail) = (person.Name, person.Email);
        (TokenHash, Statement) = (tokenHash, statement);
        (CreatedBySubject, CreatedByName, CreatedAt, ExpiresAt) = (by.Subject, by.Name, at, at.AddDays(HoldsForDays));
    }

    public ConsentPurpose Purpose { get; private set; }

    /// <summary>The record it is about: a handoff, or a client on the board.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>What of the record it is about, as its purpose says: a webhook, or the partner that is asked; null for all of it.</summary>
    public Guid? ItemId { get; private set; }

    public ConsentSide Side { get; private set; }

    /// <summary>The day that it asks about; null if none.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>A hash of what it asks about. The link holds while this is still its hash.</summary>
    public string Print { get; private set; } = string.Empty;

    public string PersonName { get; private set; } = string.Empty;

    public string PersonEmail { get; private set; } = string.Empty;

    /// <summary>SHA-256 of the token, in hexadecimal.</summary>
    public string TokenHash { get; private set; } = string.Empty;

    /// <summary>What the page says, in both languages, as it was when the link was made.</summary>
    public ConsentStatement Statement { get; private set; } = ConsentStatement.Empty;

    public string CreatedBySubject { get; private set; } = string.Empty;

    public string CreatedByName { get; private set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>As stored; <see cref="StateAt"/> knows of time, too.</summary>
    public ConsentState State { get; private set; }

    /// <summary>When it was answered or withdrawn; null while it is open, and where a change ended it.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who withdrew it; null if nobody did.</summary>
    public string? WithdrawnByName { get; private set; }

    /// <summary>Null while nobody has answered.</summary>
    public ConsentAnswer? Answer { get; private set; }

    /// <summary>The code of the choice that came with a yes; null where there was none to make.</summary>
    public string? Choice { get; private set; }

    /// <summary>Why not, in the person's own words.</summary>
    public string? Reason { get; private set; }

    /// <summary>The day that they propose instead.</summary>
    public DateOnly? OtherDay { get; private set; }

    /// <summary>Word for word what the page said and what was answered, in the language it was read in.</summary>
    public string? Words { get; private set; }

    /// <summary>The address of the network that the answer came from; null if it is not known.</summary>
    public string? NetworkAddress { get; private set; }

    /// <summary>The mail that carries it; null where somebody copied it.</summary>
    public Guid? MailId { get; private set; }

    public ConsentState StateAt(DateTimeOffset now) =>
        State == ConsentState.Open && now >= ExpiresAt ? ConsentState.Lapsed : State;

    internal void Take(ConsentReply reply, string words, string? networkAddress, DateTimeOffset at)
    {
        RequireOpen();
        (State, EndedAt, Answer) = (ConsentState.Answered, at, reply.Answer);
        Choice = reply.Answer == ConsentAnswer.Yes && Statement.Dutch.Choices.Count > 0 ? reply.Choice : null;
        Reason = reply.Answer == ConsentAnswer.No ? reply.Reason!.Trim() : null;
        OtherDay = reply.Answer == ConsentAnswer.OtherDay ? reply.OtherDay : null;
        (Words, NetworkAddress) = (words, networkAddress);
    }

    internal void Mail(Guid mailId) => MailId = mailId;

    internal void Withdraw(Staff by, DateTimeOffset at)
    {
        RequireOpen();
        (State, EndedAt, WithdrawnByName) = (ConsentState.Withdrawn, at, by.Name);
    }

    internal void HoldsNoLonger()
    {
        RequireOpen();
        State = ConsentState.NoLongerHolds;
    }

    /// <summary>For the audit trail; nothing by which the link could be opened.</summary>
    internal ConsentFacts Facts() => new(
        Purpose, Side, PersonName, PersonEmail, Day, State, ExpiresAt, Answer, Choice, Reason, OtherDay, Words, NetworkAddress);

    private void RequireOpen()
    {
        if (State != ConsentState.Open)
        {
            throw new InvalidOperationException("The link is over.");
        }
    }
}

/// <param name="SubjectId">The record.</param>
/// <param name="ItemId">The part of it; null for all of it.</param>
/// <param name="Print">A hash of what is asked about.</param>
internal sealed record ConsentSubject(ConsentPurpose Purpose, Guid SubjectId, Guid? ItemId, ConsentSide Side, DateOnly? Day, string Print);

/// <summary>The only person who may answer by it.</summary>
internal sealed record ConsentPerson(string Name, string Email);

internal sealed record ConsentFacts(
    ConsentPurpose Purpose,
    ConsentSide Side,
    string Person,
    string Email,
    DateOnly? Day,
    ConsentState State,
    DateTimeOffset ExpiresAt,
    ConsentAnswer? Answer,
    string? Choice,
    string? Reason,
    DateOnly? OtherDay,
    string? Words,
    string? NetworkAddress);
