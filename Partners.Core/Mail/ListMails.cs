using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Mail;

public sealed partial class MailOutbox
{
    /// <summary>One page, newest first. A page past the end shows the last one and says so.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<MailListing> ListAsync(Staff who, MailQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var matching = Matching(db, query);
        var counts = await matching.GroupBy(mail => mail.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        var total = query.State is { } one ? counts.GetValueOrDefault(one) : counts.Values.Sum();
        var page = Paging.Of(query.Page, MailQuery.PageSize, MailQuery.PageSize, total);
        var shown = query.State is { } state ? matching.Where(mail => mail.State == state) : matching;
        var rows = await Rows(shown.OrderByDescending(mail => mail.AskedAt).ThenByDescending(mail => mail.Id).InPage(page))
            .ToListAsync(cancel);
        return new(rows, counts, total, page.Page, page.Notice);
    }

    private static IQueryable<OutgoingMail> Matching(PartnersDb db, MailQuery query)
    {
        var mails = db.OutgoingMails.AsNoTracking();
        if (query is { AboutKind: { } kind, AboutId: { } id })
        {
            mails = mails.Where(mail => mail.AboutKind == kind && mail.AboutId == id);
        }

        if (query.Search?.Trim() is not { Length: > 0 } search)
        {
            return mails;
        }

        // A scan is fine: people send a few mails a day.
        var like = LikePattern.AnywhereInLower(search);
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated to SQL, which has no culture.
        return mails.Where(mail =>
            EF.Functions.Like(mail.ToAddress.ToLower(), like, LikePattern.Escape)
            || EF.Functions.Like(mail.ToName!.ToLower(), like, LikePattern.Escape)
            || EF.Functions.Like(mail.Subject.ToLower(), like, LikePattern.Escape)
            || EF.Functions.Like(mail.AboutName.ToLower(), like, LikePattern.Escape));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }
}
