using Partners.Core.Changes;
using Partners.Core.Referrals;

namespace Partners.Core.Handoffs;

public sealed record NotHandedOff(string Workspace) : Refusal($"{Workspace} was not handed off, so there is no certificate to record.");

public sealed record SignerMissing() : Refusal("Enter who signed it.", nameof(RecordCertificate.SignedBy));

public sealed record SignedDayMissing() : Refusal("Enter the day it was signed.", nameof(RecordCertificate.SignedOn));

public sealed record SignedBeforeHandoff(DateOnly HandedOffOn)
    : Refusal(
        $"It cannot have been signed before the handoff on {Days.InWords(HandedOffOn)}.",
        nameof(RecordCertificate.SignedOn));

public sealed record SignedInFuture()
    : Refusal("This day is in the future. Record it once it is signed.", nameof(RecordCertificate.SignedOn));

public sealed record CopiesNotSaid()
    : Refusal("Say whether the copies were returned, deleted, or both.", nameof(RecordCertificate.Copies));

public sealed record ReceiptMissing() : Refusal("Enter how it was received, or its reference.", nameof(RecordCertificate.ReceivedBy));

/// <summary>What must hold of a certificate that is recorded (docs/product.md H32).</summary>
internal static class CertificateRules
{
    /// <summary>Everything that is wrong with what was typed; empty if nothing is.</summary>
    /// <param name="corrects">It takes the place of an earlier entry, which needs a reason.</param>
    public static IReadOnlyList<Refusal> Refuse(RecordCertificate typed, DateOnly handedOffOn, DateOnly today, bool corrects)
    {
        Refusal?[] problems =
        [
            string.IsNullOrWhiteSpace(typed.SignedBy) ? new SignerMissing()
                : TooLong("The name", typed.SignedBy, HandoffCertificate.LongestText, nameof(typed.SignedBy)),
            typed.SignedOn switch
            {
                null => new SignedDayMissing(),
                { } day when day < handedOffOn => new SignedBeforeHandoff(handedOffOn),
                { } day when day > today => new SignedInFuture(),
                _ => null,
            },
            typed.Copies is null ? new CopiesNotSaid() : null,
            string.IsNullOrWhiteSpace(typed.ReceivedBy) ? new ReceiptMissing()
                : TooLong("How it was received", typed.ReceivedBy, HandoffCertificate.LongestText, nameof(typed.ReceivedBy)),
            TooLong("The notes", typed.Notes, Reasons.Longest, nameof(typed.Notes)),
            corrects ? Reasons.Refuse(typed.Reason) : null,
        ];
        return [.. problems.OfType<Refusal>()];
    }

    private static TooLong? TooLong(string what, string? typed, int longest, string field) =>
        typed?.Trim().Length > longest ? new(what, longest, field) : null;
}
