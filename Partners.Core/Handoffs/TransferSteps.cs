using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>
/// The steps of a transfer, in order: organisation, workspace, people, invites, account, deals, card. Each step records its audit entry and
/// its platform change.
/// </summary>
internal sealed class TransferSteps(Change change, Handoff handoff, HandoffFacts facts, SignalSettings signals, LedgerPosting posting)
{
    private readonly List<RecordedDeal> _deals = [];
    private Workspace _workspace = default!;
    private (Guid Id, string Name) _client;

    public string Why { get; } = $"Handed off by {facts.Partner.Name} to its client";

    /// <summary>Memberships of the partner's people that the plan keeps.</summary>
    public IReadOnlySet<Guid> KeptOnPurpose { get; } = facts.People
        .Where(person =>
            person.IsOfPartner && handoff.Plan.People.Any(plan => plan.MembershipId == person.MembershipId && plan.Role is not null))
        .Select(person => person.MembershipId)
        .ToHashSet();

    public async Task TakeAsync(CancellationToken cancel)
    {
        _workspace = await change.Db.Workspaces.SingleAsync(found => found.Id == handoff.WorkspaceId, cancel);
        _client = facts.Client is { } client ? (client.Id, client.Name) : await CreateClientOrganisationAsync(cancel);
        await GraduateAsync(cancel);
        await DecideDealsAsync(cancel);
        await TransferWorkspaceAsync(cancel);
        await SeatPeopleAsync(cancel);
        await SettleInvitesAsync(cancel);
        await HandOverAccountAsync(cancel);
    }

    public HandoffRecord Record(AccessProof proof)
    {
        var people = handoff.Plan.People.ToDictionary(person => person.MembershipId);
        var invites = handoff.Plan.Invites.ToDictionary(invite => invite.InviteId);
        return new(
            facts.Workspace.Name,
            facts.Partner.Id,
            facts.Partner.Name,
            _client.Id,
            _client.Name,
            ClientIsNew: facts.Client is null,
            change.Today,
            facts.Workspace.Projects,
            facts.Workspace.Conversations,
            facts.Account!.Label,
            handoff.Plan.Billing,
            handoff.Plan.Timing,
            [.. facts.People.Select(person => new RecordedPerson(
                person.Name,
                person.Email,
                person.IsOfPartner,
                person.Role,
                people[person.MembershipId].Role,
                person.IsOfPartner ? people[person.MembershipId].Purpose?.Trim() : null))],
            [.. facts.Invites.Select(invite => new RecordedInvite(invite.Email, invite.Role, invites[invite.InviteId].Role))],
            _deals,
            proof,
            facts.Account.Bill);
    }

    private async Task<(Guid Id, string Name)> CreateClientOrganisationAsync(CancellationToken cancel)
    {
        var owner = facts.NewOwner!;
        var organisation = new Organisation(Guid.CreateVersion7(change.At), handoff.Plan.Client.NewName!, owner.Id, change.At);
        var membership = new OrganisationMembership(
            Guid.CreateVersion7(change.At),
            organisation.Id,
            owner.Id,
            OrganisationRole.Owner,
            change.At,
            deletedAt: null);
        change.Db.Organisations.Add(organisation);
        change.Db.OrganisationMemberships.Add(membership);
        change.Record(
            AuditActions.OrganisationFounded,
            new(OrganisationSubjects.Kind, organisation.Id.ToString(), organisation.Name, organisation.Id, organisation.Version),
            before: null,
            new { organisation.Name, Owner = owner.Name },
            Why);
        await change.CarryToPlatformAsync(
            new(PlatformFields.Organisation, organisation.Id.ToString(), organisation.Name),
            PlatformFields.NewRecord,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = organisation.Id,
                [PlatformFields.Name] = organisation.Name,
                [PlatformFields.CreatedBy] = organisation.CreatedById,
                [PlatformFields.CreatedAt] = PlatformWords.Of(organisation.CreatedAt),
            },
            Why,
            cancel);
        await change.CarryToPlatformAsync(
            new(PlatformFields.OrganisationMembership, membership.Id.ToString(), $"{owner.Name} in {organisation.Name}"),
            PlatformFields.NewRecord,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = membership.Id,
                [PlatformFields.OrganisationId] = membership.OrganisationId,
                [PlatformFields.UserId] = membership.PersonId,
                [PlatformFields.Role] = PlatformWords.Of(PlatformOrganisationWords.Roles, membership.Role),
                [PlatformFields.CreatedAt] = PlatformWords.Of(membership.CreatedAt),
            },
            Why,
            cancel);
        return (organisation.Id, organisation.Name);
    }

    private async Task GraduateAsync(CancellationToken cancel)
    {
        if (await change.Db.Candidates.SingleOrDefaultAsync(found => found.Id == handoff.WorkspaceId, cancel) is not { } card)
        {
            return;
        }

        var before = card.Facts();
        card.Graduate(change.At);
        (await change.Db.PipelineEntries.SingleOrDefaultAsync(found => found.WorkspaceId == card.Id, cancel))?.CopyCard(card, signals);
        change.Record(
            AuditActions.CandidateGraduated,
            card.Subject($"{facts.Partner.Name} – {facts.Workspace.DataOwnerName ?? facts.Workspace.Name}"),
            before,
            card.Facts(),
            Why);
    }

    private async Task DecideDealsAsync(CancellationToken cancel)
    {
        var ids = facts.Deals.Select(deal => deal.Id).ToList();
        var deals = await change.Db.Deals
            .Include(deal => deal.Terms)
            .Where(deal => ids.Contains(deal.Id))
            .ToDictionaryAsync(deal => deal.Id, cancel);
        foreach (var fact in facts.Deals)
        {
            var plan = handoff.Plan.Deals.Single(decided => decided.DealId == fact.Id);
            var (deal, lastDay) = (deals[fact.Id], fact.LastDay);
            if (plan.Fate != DealFate.Continue)
            {
                lastDay = await EndAsync(deal, fact, plan, cancel);
            }

            _deals.Add(new(fact.Id, fact.Name, plan.Fate, fact.Owed, lastDay, plan.Reason?.Trim()));
        }
    }

    /// <summary>Ends the deal on the day of the handoff; voids one that has not started.</summary>
    private async Task<DateOnly?> EndAsync(Deal deal, DealFact fact, DealPlan plan, CancellationToken cancel)
    {
        var (before, reason, starts) = (
            deal.Facts(),
            string.IsNullOrWhiteSpace(plan.Reason) ? Why : plan.Reason.Trim(),
            deal.StartsOn > change.Today);
        if (starts)
        {
            deal.Void(change.At);
        }
        else
        {
            deal.End(change.Today);
        }

        change.Edit(deal, starts ? AuditActions.DealVoided : AuditActions.DealEnded, fact.Name, before, reason);
        await (starts
            ? change.CarryToPlatformAsync(deal.Item(fact.Name), PlatformFields.DeletedAt, PlatformWords.Of(deal.VoidedAt), reason, cancel)
            : change.CarryToPlatformAsync(
                deal.Item(fact.Name),
                PlatformFields.ExpiresAt,
                PlatformWords.Of(PlatformWords.Midnight(deal.EndedOn)),
                reason,
                cancel));
        await posting.PostAsync(change, deal, cancel);
        return starts ? null : deal.EndedOn;
    }

    private async Task TransferWorkspaceAsync(CancellationToken cancel)
    {
        var (before, hadLogo) = (State(facts.Partner.Name), _workspace.LogoId is not null || _workspace.LogoUrl is not null);

        // First the partner's entry, while the workspace still belongs to it.
        change.Record(AuditActions.WorkspaceHandedOff, _workspace.Subject(), before, after: null, Why);
        _workspace.HandOver(_client.Id);
        change.Record(AuditActions.WorkspaceReceived, _workspace.Subject(), before: null, State(_client.Name), Why);
        await change.CarryToPlatformAsync(_workspace.Item(), PlatformFields.OrganisationId, _workspace.OrganisationId, Why, cancel);
        await change.CarryToPlatformAsync(
            _workspace.Item(),
            PlatformFields.UsageContext,
            PlatformWords.Of(PlatformWorkspaceWords.Contexts, _workspace.UsageContext),
            Why,
            cancel);
        if (hadLogo)
        {
            await change.CarryToPlatformAsync(_workspace.Item(), PlatformFields.LogoUrl, value: null, Why, cancel);
        }

        object State(string organisation) => new { Organisation = organisation, _workspace.UsageContext, _workspace.DataOwnerName };
    }

    private async Task SeatPeopleAsync(CancellationToken cancel)
    {
        var plans = handoff.Plan.People.ToDictionary(person => person.MembershipId);
        var memberships = await change.Db.WorkspaceMemberships
            .Where(found => found.WorkspaceId == handoff.WorkspaceId && found.DeletedAt == null)
            .ToDictionaryAsync(found => found.Id, cancel);
        foreach (var person in facts.People)
        {
            var (membership, role) = (memberships[person.MembershipId], plans[person.MembershipId].Role);
            if (role is null)
            {
                change.Record(
                    AuditActions.PersonRemoved,
                    membership.Subject(_workspace, person.Name),
                    new { membership.Role },
                    after: null,
                    Why);
                membership.End(change.At);
                await change.CarryToPlatformAsync(
                    membership.Item(_workspace, person.Name),
                    PlatformFields.DeletedAt,
                    PlatformWords.Of(membership.DeletedAt),
                    Why,
                    cancel);
            }
            else if (role != membership.Role)
            {
                change.Record(
                    AuditActions.RoleChanged,
                    membership.Subject(_workspace, person.Name),
                    new { membership.Role },
                    new { Role = role },
                    Why);
                membership.ChangeRole(role.Value);
                await change.CarryToPlatformAsync(
                    membership.Item(_workspace, person.Name),
                    PlatformFields.Role,
                    PlatformWords.Of(PlatformWorkspaceWords.Roles, membership.Role),
                    Why,
                    cancel);
            }
        }
    }

    private async Task SettleInvitesAsync(CancellationToken cancel)
    {
        var plans = handoff.Plan.Invites.ToDictionary(invite => invite.InviteId);
        foreach (var fact in facts.Invites)
        {
            var invite = await change.Db.WorkspaceInvites.SingleAsync(found => found.Id == fact.InviteId, cancel);
            if (plans[fact.InviteId].Role is not { } role)
            {
                await change.RevokeAsync(invite, _workspace, Why, cancel);
            }
            else if (role != invite.Role)
            {
                change.Record(AuditActions.InviteChanged, invite.Subject(_workspace), new { invite.Role }, new { Role = role }, Why);
                invite.ChangeRole(role);
                await change.CarryToPlatformAsync(
                    invite.Item(_workspace),
                    PlatformFields.Role,
                    PlatformWords.Of(PlatformWorkspaceWords.Roles, invite.Role),
                    Why,
                    cancel);
            }
        }
    }

    /// <summary>
    /// The workspace's own account goes along. It becomes the client's pooled account, unless the client already has one.
    /// </summary>
    private async Task HandOverAccountAsync(CancellationToken cancel)
    {
        var account = await change.Db.BillingAccounts.SingleAsync(found => found.Id == facts.Account!.Id, cancel);
        var (plan, before) = (handoff.Plan.Billing, State());
        account.BillTo(
            plan.LegalName!.Trim(),
            plan.AddressLine!.Trim(),
            plan.PostalCode!.Trim(),
            plan.City!.Trim(),
            plan.Country!.Trim().ToUpperInvariant(),
            Trimmed(plan.VatNumber),
            plan.PaymentMode);
        var pools = facts.Client is not { HasAccount: true };
        if (pools)
        {
            account.Pool(_client.Id);
        }

        change.Record(AuditActions.BillingAccountHandedOver, account.Subject(_workspace), before, State(), Why);
        var item = new PlatformItem(PlatformFields.BillingAccount, account.Id.ToString(), account.Label);
        List<(string Field, object? Value)> carried =
        [
            .. pools
                ? [(PlatformFields.OrganisationId, (object?)account.OrganisationId), (PlatformFields.WorkspaceId, null)]
                : Array.Empty<(string, object?)>(),
            (PlatformFields.LegalName, account.LegalName),
            (PlatformFields.AddressLine, account.AddressLine),
            (PlatformFields.PostalCode, account.PostalCode),
            (PlatformFields.City, account.City),
            (PlatformFields.Country, account.Country),
            (PlatformFields.VatNumber, account.VatNumber),
            (PlatformFields.PaymentMode, PlatformWords.Of(PlatformBillingWords.PaymentModes, account.PaymentMode)),
        ];
        foreach (var (field, value) in carried)
        {
            await change.CarryToPlatformAsync(item, field, value, Why, cancel);
        }

        object State() =>
            new
            {
                account.OrganisationId,
                account.WorkspaceId,
                account.LegalName,
                account.AddressLine,
                account.PostalCode,
                account.City,
                account.Country,
                account.VatNumber,
                account.PaymentMode,
            };
    }

    private static string? Trimmed(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
