using Partners.Console.Links;
using Partners.Core.Mail;
using Partners.Core.Referrals;

namespace Partners.Console.Referrals;

/// <summary>The file that the statement's page offers.</summary>
internal sealed class StatementPaper : IStatementPaper
{
    public MailFile Draw(StatementShown shown, DateTimeOffset at) =>
        new(StatementAddresses.FileNameOf(shown.Statement, "pdf"), StatementPdf.MediaType, StatementPdf.Of(shown, at));
}
