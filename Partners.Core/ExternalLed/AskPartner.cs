using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Mail;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.ExternalLed;

/// <param name="VersionSeen">The card's version on the page the person acted on.</param>
public sealed record AskPartner(Guid RequestId, Guid WorkspaceId, int VersionSeen, ConsentTo To);

public sealed record AsksTheClient(string Address, string Partner)
    : Refusal($"{Address} is of the client. Ask somebody at {Partner}.", nameof(ConsentTo.Email));

/// <summary>What was asked of a client's partner, and whom to ask.</summary>
/// <param name="Answer">What the present partner said.</param>
/// <param name="Links">To the present partner and to those before it, the newest first.</param>
/// <param name="Hosts">The partner's owners and admins, owners first.</param>
public sealed record PartnerAsked(PartnerAnswer Answer, IReadOnlyList<ConsentLink> Links, IReadOnlyList<Contact> Hosts);

/// <summary>Links by which a partner says whether its client may be contacted (docs/product.md P19).</summary>
public sealed partial class ContactConsents(
    ChangeRunner changes,
    IDbContextFactory<PartnersDb> contexts,
    ConsentLinks links,
    SideSettings sides,
    TimeProvider time)
{
    /// <summary>Null if there is no such live external-client workspace.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<PartnerAsked?> OfClientAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        if (await ContactFacts.FindAsync(db, workspaceId, cancel) is not { } facts)
        {
            return null;
        }

        var known = await PartnerAnswers.LinksAsync(db, [workspaceId], cancel);
        return new(
            PartnerAnswer.Of(facts.Partner, [.. known.Where(link => link.PartnerId == facts.PartnerId)], time.GetUtcNow()),
            await db.ConsentLinks.AsNoTracking()
                .Where(link => link.SubjectId == workspaceId && link.Purpose == ConsentPurpose.ClientContact)
                .OrderByDescending(link => link.CreatedAt).ThenByDescending(link => link.Id)
                .ToListAsync(cancel),
            await OrganisationOverview.ContactsAsync(db, facts.PartnerId, cancel));
    }

    /// <summary>
    /// Makes a link for one person of the partner; one made before is withdrawn. Refused for a card that is dismissed or graduated, for
    /// somebody of the client, and without a public address or somebody to ask.
    /// </summary>
    public Task<Outcome<ConsentLinkMade>> AskAsync(Staff who, AskPartner command, CancellationToken cancel) =>
        changes.RunAsync<ConsentLinkMade>(
            who,
            Permission.WorkPipeline,
            command.RequestId,
            nameof(AskPartner),
            async (change, token) => await links.MakeAsync(change, await QuestionAsync(change, command, token), command.To, token),
            cancel);

    /// <summary>The mail that would carry that link: see <see cref="ConsentLinks"/>.</summary>
    public Task<Outcome<MailForm>> PreviewAsync(Staff who, AskPartner command, CancellationToken cancel) => links.PreviewAsync(
        who, Permission.WorkPipeline, command.To, (change, token) => QuestionAsync(change, command, token), cancel);

    private async Task<Outcome<ConsentAsk>> QuestionAsync(Change change, AskPartner command, CancellationToken cancel)
    {
        if (await FindAsync(change, command.WorkspaceId, cancel) is not var (card, facts))
        {
            return new NoSuchCandidate();
        }

        if (card.Stage.RefuseOver() is { } over)
        {
            return over;
        }

        if (await change.FindConflictAsync(card, command.VersionSeen, CandidateSubjects.Candidate, cancel) is { } conflict)
        {
            return conflict;
        }

        var refusals = links.Refuse(command.To);
        if (refusals.Count == 0 && await IsOfClientAsync(change.Db, card.Id, facts, command.To.Email!, cancel))
        {
            refusals = [new AsksTheClient(command.To.Email!.Trim(), facts.Partner)];
        }

        return refusals.Count > 0
            ? Outcome<ConsentAsk>.Refused(refusals)
            : new ConsentAsk(
                new(ConsentPurpose.ClientContact, card.Id, facts.PartnerId, ConsentSide.Partner, Day: null, facts.Print),
                ContactStatement.Of(facts, command.To.Name!.Trim()),
                card.Subject(facts.Name, isUnchanged: true));
    }

    /// <summary>To ask the client by mistake whether it may be contacted would be to contact it.</summary>
    private async Task<bool> IsOfClientAsync(PartnersDb db, Guid workspaceId, ContactFacts facts, string typed, CancellationToken cancel)
    {
        var key = EmailAddress.Key(typed);
        var isKnown = facts.DataOwnerEmail is { } owner && EmailAddress.Key(owner) == key
            || await db.WorkspaceMemberships
                .Where(membership => membership.WorkspaceId == workspaceId)
                .Join(db.People, membership => membership.PersonId, person => person.Id, (_, person) => person.EmailKey)
                .AnyAsync(emailKey => emailKey == key, cancel);
        return isKnown
            && (await Sides.OfWorkspaceAsync(db, workspaceId, facts.PartnerId, sides, cancel)).Of(personId: null, key).Side == Side.Client;
    }

    private static async Task<(Candidate Card, ContactFacts Facts)?> FindAsync(Change change, Guid workspaceId, CancellationToken cancel) =>
        await change.Db.Candidates.SingleOrDefaultAsync(found => found.Id == workspaceId, cancel) is { } card
        && await ContactFacts.FindAsync(change.Db, workspaceId, cancel) is { } facts
            ? (card, facts)
            : null;
}
