using Partners.Console.Mail;
using Partners.Core.Organisations;
using Partners.Core.Referrals;

namespace Partners.Console.Referrals;

/// <summary>The mail with which a statement goes to the partner.</summary>
internal static class StatementMailing
{
    /// <param name="contact">Null if nobody is an owner or admin of the partner: the person types an address.</param>
    public static MailDraft Draft(StatementShown shown, Contact? contact)
    {
        var (statement, month) = (shown.Statement, LedgerWords.Of(shown.Statement.Month));
        return new()
        {
            ToAddress = contact?.Email,
            ToName = contact?.Name,
            Subject = $"Your statement of {month}",
            Body = string.Join("\n\n",
            [
                $"Dear {contact?.Name ?? statement.Partner},",
                $"Attached is the statement of {month} for {statement.Partner}. {StatementWords.Outcome(statement)}",
                shown.ClosedAt is null
                    ? "The month is open and can still change."
                    : "The month is closed and does not change any more.",
                "Please write to us with any questions.",
                "dembrane",
            ]),
        };
    }
}
