using System.Globalization;
using Partners.Core.Consent;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>What a partner said to our contacting its client.</summary>
public enum PartnerSaid
{
    NotAsked,

    /// <summary>There is a link that can still be answered.</summary>
    Asked,

    /// <summary>The link lapsed.</summary>
    NoAnswer,
    Agreed,

    /// <summary>Yes, but not before a day that has not come.</summary>
    NotYet,
    Objected,
}

/// <summary>
/// What the partner said last, and who (docs/product.md P20). An answer stands until the partner gives another: asking again takes nothing
/// back.
/// </summary>
/// <param name="Organisation">The partner.</param>
/// <param name="Person">Who was asked, or who answered; null if nobody was asked.</param>
/// <param name="On">The day they were asked, or answered.</param>
/// <param name="NotBefore">The first day that suits them; null if they named none.</param>
/// <param name="Reason">Why not, in their words.</param>
public sealed record PartnerAnswer(
    PartnerSaid Said,
    string Organisation,
    string? Person = null,
    DateOnly? On = null,
    DateOnly? NotBefore = null,
    string? Reason = null)
{
    /// <summary>The client is contacted only with a reason.</summary>
    public bool IsAgainst => Said is PartnerSaid.NotYet or PartnerSaid.Objected;

    /// <summary>As one sentence.</summary>
    public string InWords() => Said switch
    {
        PartnerSaid.NotAsked => $"{Organisation} was not asked.",
        PartnerSaid.Asked => $"{Organisation} was asked on {Day(On)} ({Person}) and has not answered yet.",
        PartnerSaid.NoAnswer => $"{Organisation} was asked on {Day(On)} ({Person}) and did not answer.",
        PartnerSaid.Agreed when NotBefore is { } day => $"{Organisation} agreed to it from {Day(day)} ({Person}, {Day(On)}).",
        PartnerSaid.Agreed => $"{Organisation} agreed to it ({Person}, {Day(On)}).",
        PartnerSaid.NotYet => $"{Organisation} asked us to wait until {Day(NotBefore)} ({Person}, {Day(On)}).",
        _ => $"{Organisation} objected ({Person}, {Day(On)}): “{Reason}”.",
    };

    /// <param name="links">Those of one card to this partner.</param>
    internal static PartnerAnswer Of(string organisation, IReadOnlyCollection<PartnerLink> links, DateTimeOffset now)
    {
        if (links.Where(link => link.Answer is not null).MaxBy(link => link.EndedAt) is { } answered)
        {
            return new(
                answered.Answer switch
                {
                    ConsentAnswer.Yes => PartnerSaid.Agreed,
                    ConsentAnswer.OtherDay when answered.OtherDay <= now.DayInAmsterdam() => PartnerSaid.Agreed,
                    ConsentAnswer.OtherDay => PartnerSaid.NotYet,
                    _ => PartnerSaid.Objected,
                },
                organisation,
                answered.Person,
                answered.EndedAt!.Value.DayInAmsterdam(),
                answered.OtherDay,
                answered.Reason);
        }

        return links.Where(link => link.State == ConsentState.Open).MaxBy(link => link.CreatedAt) is { } open
            ? new(
                now < open.ExpiresAt ? PartnerSaid.Asked : PartnerSaid.NoAnswer,
                organisation,
                open.Person,
                open.CreatedAt.DayInAmsterdam())
            : new(PartnerSaid.NotAsked, organisation);
    }

    private static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? string.Empty;
}

/// <summary>What is read of a link to a partner.</summary>
/// <param name="State">As stored.</param>
internal sealed record PartnerLink(
    Guid WorkspaceId,
    Guid? PartnerId,
    string Print,
    ConsentState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt,
    ConsentAnswer? Answer,
    DateOnly? OtherDay,
    string? Reason,
    string Person);
