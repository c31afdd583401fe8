using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>The terms of a deal as a person typed them.</summary>
/// <param name="Cap">Empty for no cap.</param>
/// <param name="StartsOn">Unused by an amendment.</param>
/// <param name="ExpiresOn">The last day on which a payment counts; null for no end.</param>
public sealed record DealForm(
    string? Kickback,
    string? Discount,
    string? Cap,
    DateOnly? StartsOn,
    DateOnly? ExpiresOn,
    string? AgreementReference,
    string? Notes);

/// <summary>The validated content of a form.</summary>
internal sealed record AgreedTerms(
    Percentage Kickback,
    Percentage Discount,
    Money? Cap,
    DateOnly StartsOn,
    DateOnly? ExpiresOn,
    string AgreementReference,
    string? Notes);

/// <summary>The rules for a deal's terms (docs/product.md L10).</summary>
public static class DealRules
{
    public const int LongestReference = 200;
    public const int LongestNotes = 2_000;

    /// <summary>Returns the terms, or everything wrong with them.</summary>
    /// <param name="startsOn">The start of an existing deal; null for a new one, which takes it from the form.</param>
    internal static Outcome<AgreedTerms> Read(DealForm form, DateOnly? startsOn)
    {
        var kickbackProblem = TypedAmount.ReadPercentage(form.Kickback, out var kickback);
        var discountProblem = TypedAmount.ReadPercentage(form.Discount, out var discount);
        var capProblem = TypedAmount.ReadEuros(form.Cap, out var cap);
        var start = startsOn ?? form.StartsOn;
        var reference = form.AgreementReference?.Trim() ?? string.Empty;
        var notes = string.IsNullOrWhiteSpace(form.Notes) ? null : form.Notes.Trim();
        Refusal?[] found =
        [
            kickbackProblem is not null ? new TypedWrongly(kickbackProblem, nameof(form.Kickback))
                : kickback is null ? new KickbackMissing()
                : null,
            discountProblem is not null ? new TypedWrongly(discountProblem, nameof(form.Discount)) : null,
            capProblem is not null ? new TypedWrongly(capProblem, nameof(form.Cap)) : null,
            start is null ? new StartMissing() : startsOn is null ? DayOutOfRange.Of(start, nameof(form.StartsOn)) : null,
            DayOutOfRange.Of(form.ExpiresOn, nameof(form.ExpiresOn)),
            form.ExpiresOn < start ? new ExpiresBeforeStart() : null,
            reference.Length == 0 ? new DealReferenceMissing() : null,
            reference.Length > LongestReference ? new TooLong("The reference", LongestReference, nameof(form.AgreementReference)) : null,
            notes?.Length > LongestNotes ? new TooLong("The notes", LongestNotes, nameof(form.Notes)) : null,
        ];
        return found.OfType<Refusal>().ToList() is { Count: > 0 } refusals
            ? Outcome<AgreedTerms>.Refused(refusals)
            : new AgreedTerms(kickback!.Value, discount ?? Percentage.Zero, cap, start!.Value, form.ExpiresOn, reference, notes);
    }

    /// <summary>Why a deal can be neither amended nor ended; null if it can.</summary>
    public static Refusal? RefuseOver(bool isVoid, DateOnly? endedOn) =>
        isVoid ? new DealIsVoid()
        : endedOn is { } lastDay ? new DealHasEnded(lastDay)
        : null;

    /// <param name="what">The beginning of the sentence.</param>
    internal static Refusal? RefuseClosed(string what, DateOnly day, Month? closedThrough, string field) =>
        closedThrough is { } closed && Month.Of(day) <= closed ? new InClosedMonth(what, closed, field) : null;
}
