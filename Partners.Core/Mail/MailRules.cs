using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Mail;

/// <summary>What a mail must have before it can be kept (docs/product.md N1).</summary>
public static class MailRules
{
    /// <summary>Where the secret part goes in a body: people read and edit around it, and never see what it stands for.</summary>
    public const string SecretPlace = "[personal link]";

    public const int LongestName = 200;
    public const int LongestSubject = 200;
    public const int LongestBody = 20_000;

    internal static List<Refusal> Refuse(string? toAddress, string? toName, string? subject, string? body, bool hasSecret)
    {
        var refusals = new List<Refusal>();
        if (EmailAddress.Problem(toAddress) is { } problem)
        {
            refusals.Add(new MailAddressWrong(problem));
        }

        if (toName?.Trim() is { Length: > LongestName })
        {
            refusals.Add(new TooLong("The name", LongestName, nameof(EditMail.ToName)));
        }

        Check(subject, LongestSubject, "The subject", nameof(EditMail.Subject), new MailSubjectMissing());
        Check(body, LongestBody, "The text", nameof(EditMail.Body), new MailBodyMissing());
        if (IsSeveralLines(toName) || IsSeveralLines(subject))
        {
            refusals.Add(new MailHeadOfSeveralLines());
        }

        if (hasSecret && body?.Contains(SecretPlace, StringComparison.Ordinal) == false)
        {
            refusals.Add(new MailLinkMissing());
        }

        return refusals;

        void Check(string? typed, int longest, string what, string field, Refusal missing)
        {
            if (string.IsNullOrWhiteSpace(typed))
            {
                refusals.Add(missing);
            }
            else if (typed.Length > longest)
            {
                refusals.Add(new TooLong(what, longest, field));
            }
        }
    }

    /// <summary>A line break in a head would begin another head.</summary>
    private static bool IsSeveralLines(string? text) => text is not null && text.AsSpan().ContainsAny('\r', '\n');
}

// Fields are those of EditMail.

public sealed record MailAddressWrong(string Problem) : Refusal(Problem, nameof(EditMail.ToAddress));

public sealed record MailSubjectMissing() : Refusal("Enter a subject.", nameof(EditMail.Subject));

public sealed record MailBodyMissing() : Refusal("Enter the text.", nameof(EditMail.Body));

public sealed record MailHeadOfSeveralLines() : Refusal("A name and a subject have one line.", nameof(EditMail.Subject));

public sealed record MailLinkMissing()
    : Refusal($"Keep {MailRules.SecretPlace} in the text: the link goes there.", nameof(EditMail.Body));

public sealed record MailLinkIsForAnother(string Address)
    : Refusal($"The link is for {Address} alone. Withdraw it, and make another for another address.", nameof(EditMail.ToAddress));

public sealed record MailIsOff()
    : Refusal("No mail server is set up, so nothing can be sent from here. Copy the text or download the file instead.");

public sealed record NoSuchMail() : Refusal("There is no such mail.");

public sealed record MailIsOnItsWay() : Refusal("The mail is being sent just now.");

public sealed record MailIsOver(MailState State)
    : Refusal(State == MailState.Sent ? "The mail was sent already." : "The mail was discarded.");

public sealed record MailIsWaiting() : Refusal("The mail is about to be sent already.");
