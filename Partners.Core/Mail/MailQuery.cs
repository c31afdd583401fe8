namespace Partners.Core.Mail;

/// <summary>What can be asked of the outbox.</summary>
/// <param name="State">Null for every state.</param>
/// <param name="AboutKind">With <paramref name="AboutId"/>: only mails about one record.</param>
public sealed record MailQuery(
    string? Search = null, MailState? State = null, string? AboutKind = null, string? AboutId = null, int Page = 1)
{
    public const int PageSize = 50;
}

/// <summary>One page of the outbox, newest first.</summary>
/// <param name="Counts">By state, of everything that the search leaves.</param>
/// <param name="Notice">A sentence where the page that was asked for is not there.</param>
public sealed record MailListing(
    IReadOnlyList<MailRow> Rows, IReadOnlyDictionary<MailState, int> Counts, int Total, int Page, string? Notice);
