using Partners.Core.Changes;

namespace Partners.Core.Organisations;

/// <summary>An agreement as a person typed it.</summary>
public sealed record AgreementForm(
    string? Reference,
    DateOnly? SignedOn,
    string? RelationshipOwner,
    DateOnly? EndsOn,
    string? Link,
    bool Confirmed);

/// <summary>
/// What the flag needs of an agreement (docs/product.md T2, T3): a reference, a signing date, a relationship owner who has confirmed it,
/// and no end in the past.
/// </summary>
public static class AgreementRules
{
    public const int LongestText = 200;
    public const int LongestLink = 2_000;

    /// <summary>An agreement that ends within this many days is accepted with a warning.</summary>
    public const int WarnWithinDays = 30;

    /// <summary>Returns the agreement, or everything wrong with it.</summary>
    public static Outcome<AgreementTerms> Read(AgreementForm form, DateOnly today)
    {
        var reference = form.Reference?.Trim() ?? string.Empty;
        var owner = form.RelationshipOwner?.Trim() ?? string.Empty;
        var link = string.IsNullOrWhiteSpace(form.Link) ? null : form.Link.Trim();
        Refusal?[] found =
        [
            reference.Length == 0 ? new AgreementReferenceMissing() : null,
            reference.Length > LongestText ? new TooLong("The reference", LongestText, nameof(form.Reference)) : null,
            form.SignedOn is null ? new SignedOnMissing() : null,
            form.SignedOn > today ? new SignedInTheFuture(form.SignedOn.Value) : DayOutOfRange.Of(form.SignedOn, nameof(form.SignedOn)),
            owner.Length == 0 ? new RelationshipOwnerMissing() : null,
            owner.Length > LongestText ? new TooLong("The relationship owner", LongestText, nameof(form.RelationshipOwner)) : null,
            form.EndsOn < form.SignedOn ? new EndsBeforeSigned()
                : form.EndsOn < today ? new AgreementHasEnded(form.EndsOn.Value)
                : DayOutOfRange.Of(form.EndsOn, nameof(form.EndsOn)),
            link is { Length: > LongestLink } ? new TooLong("The link", LongestLink, nameof(form.Link)) : null,
            link is not null && !IsWebAddress(link) ? new LinkIsNoWebAddress() : null,
            form.Confirmed ? null : new NotConfirmed(),
        ];

        var refusals = found.OfType<Refusal>().ToList();
        return refusals.Count > 0
            ? Outcome<AgreementTerms>.Refused(refusals)
            : new AgreementTerms(reference, form.SignedOn!.Value, owner, form.EndsOn, link);
    }

    /// <summary>The warning for an agreement that ends soon; null if it does not.</summary>
    public static string? EndsSoon(DateOnly? endsOn, DateOnly today) =>
        endsOn is not { } last || last < today || last > today.AddDays(WarnWithinDays) ? null
        : last == today ? "The agreement ends today. Agree its renewal."
        : $"The agreement ends on {last:d MMM yyyy}, in {last.DayNumber - today.DayNumber} {(last == today.AddDays(1) ? "day" : "days")}. "
            + "Agree its renewal.";

    private static bool IsWebAddress(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
