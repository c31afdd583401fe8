using Partners.Core.Changes;

namespace Partners.Core.Organisations;

/// <summary>What a person typed about an agreement.</summary>
public sealed record AgreementForm(string? Reference, DateOnly? SignedOn, string? RelationshipOwner, DateOnly? EndsOn, string? Link, bool Confirmed);

/// <summary>
/// What makes an agreement good enough for the flag (docs/product.md T2, T3): reference, signed date, who owns the
/// relationship and has confirmed it; not ended. No agreement, no flag.
/// </summary>
public static class AgreementRules
{
    public const int LongestText = 200;
    public const int LongestLink = 2_000;

    /// <summary>An agreement that ends within so many days is taken, with a warning.</summary>
    public const int WarnWithinDays = 30;

    /// <summary>The agreement, or everything that is wrong with it at once.</summary>
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
            form.SignedOn > today ? new SignedInTheFuture(form.SignedOn.Value) : null,
            owner.Length == 0 ? new RelationshipOwnerMissing() : null,
            owner.Length > LongestText ? new TooLong("The relationship owner", LongestText, nameof(form.RelationshipOwner)) : null,
            form.EndsOn < form.SignedOn ? new EndsBeforeSigned() : form.EndsOn < today ? new AgreementHasEnded(form.EndsOn.Value) : null,
            link is { Length: > LongestLink } ? new TooLong("The link", LongestLink, nameof(form.Link)) : null,
            link is not null && !IsWebAddress(link) ? new LinkIsNoWebAddress() : null,
            form.Confirmed ? null : new NotConfirmed(),
        ];

        var refusals = found.OfType<Refusal>().ToList();
        return refusals.Count > 0
            ? Outcome<AgreementTerms>.Refused(refusals)
            : new AgreementTerms(reference, form.SignedOn!.Value, owner, form.EndsOn, link);
    }

    /// <summary>The sentence for an agreement that ends soon; null where there is nothing to warn about.</summary>
    public static string? EndsSoon(DateOnly? endsOn, DateOnly today) =>
        endsOn is not { } last || last < today || last > today.AddDays(WarnWithinDays) ? null
        : last == today ? "The agreement ends today. Agree its renewal."
        : $"The agreement ends on {last:d MMM yyyy}, in {last.DayNumber - today.DayNumber} {(last == today.AddDays(1) ? "day" : "days")}. Agree its renewal.";

    private static bool IsWebAddress(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
