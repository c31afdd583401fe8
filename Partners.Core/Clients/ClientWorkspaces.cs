using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Clients;

public sealed record CreateClientWorkspace(Guid RequestId, Guid OrganisationId, ClientWorkspaceForm Form);

public sealed record ClientWorkspaceCreated(Guid WorkspaceId, string Name, string DataOwnerEmail, DateTimeOffset InviteOpenUntil);

/// <summary>
/// Workspaces that partners run for their clients (docs/product.md W2, W3, W4). Each command saves everything it makes, the audit entries
/// and the platform changes together.
/// </summary>
public sealed class ClientWorkspaces(ChangeRunner changes, SideSettings sides)
{
    /// <summary>
    /// Creates a workspace for a client with its own billing account, and invites the data owner as a free observer. Refused if the
    /// organisation is not a partner or its agreement has ended.
    /// </summary>
    public Task<Outcome<ClientWorkspaceCreated>> CreateAsync(Staff who, CreateClientWorkspace command, CancellationToken cancel) =>
        changes.RunAsync<ClientWorkspaceCreated>(
            who,
            Permission.ManageWorkspaces,
            command.RequestId,
            nameof(CreateClientWorkspace),
            async (change, token) =>
            {
                var form = command.Form;
                var organisation = await change.Db.Organisations.AsNoTracking().SingleOrDefaultAsync(
                    found => found.Id == command.OrganisationId && found.DeletedAt == null,
                    token);
                if (organisation is null)
                {
                    return new NoSuchOrganisation();
                }

                if (ClientWorkspaceGate.Refuse(
                    organisation.Name,
                    organisation.IsPartner,
                    organisation.AgreementEndsOn,
                    change.Today) is { } closed)
                {
                    return closed;
                }

                var read = ClientWorkspaceRules.Read(form);
                var refusals = read.Refusals.ToList();
                if (await RefuseHostAsync(change.Db, organisation.Id, form.HostId, token) is { } noHost)
                {
                    refusals.Add(noHost);
                }

                if (await RefuseTakenNameAsync(change.Db, organisation.Id, form.WorkspaceName, token) is { } taken)
                {
                    refusals.Add(taken);
                }

                if (!form.OwnAddressMeant
                    && await PartnerAddresses.RefuseAsync(
                        change.Db,
                        organisation.Id,
                        organisation.Name,
                        form.DataOwnerEmail,
                        sides,
                        token) is { } own)
                {
                    refusals.Add(own);
                }

                if (refusals.Count > 0)
                {
                    return Outcome<ClientWorkspaceCreated>.Refused(refusals);
                }

                var maker = form.HostId ?? await change.PersonThereAsync(token);
                var (workspace, account) = Make(change, organisation.Id, form, read.Value!, maker);
                var why = $"For {workspace.DataOwnerName}; the partner agreement accepted for this client";
                await RecordAsync(change, workspace, account, maker, why, token);
                if (form.HostId is { } host)
                {
                    await SeatHostAsync(change, workspace, host, why, token);
                }

                var invite = await change.InviteAsync(
                    workspace, workspace.DataOwnerEmail!, WorkspaceRole.Observer, why, token, form.HostId);
                return new ClientWorkspaceCreated(workspace.Id, workspace.Name, invite.Email, invite.ExpiresAt!.Value);
            },
            cancel);

    private static (Workspace Workspace, BillingAccount Account) Make(
        Change change,
        Guid organisationId,
        ClientWorkspaceForm form,
        ClientWorkspaceTerms terms,
        Guid? maker)
    {
        var id = Guid.CreateVersion7(change.At);
        var account = new BillingAccount(
            Guid.CreateVersion7(change.At),
            BillingFacts.OfNewClient(id, terms.DataOwnerName, form.Tier, form.Period, change.At));
        var workspace = new Workspace(id, new(
            organisationId,
            terms.Name,
            UsageContext.External,
            terms.DataOwnerName,
            terms.DataOwnerEmail,
            PartnerAgreementAcceptedAt: null,
            account.Id,
            WorkspaceVisibility.Private,
            LogoUrl: null,
            maker,
            change.At,
            DeletedAt: null));
        workspace.AcceptPartnerAgreement(change.Who, change.At);
        change.Db.Workspaces.Add(workspace);
        change.Db.BillingAccounts.Add(account);
        return (workspace, account);
    }

    private static async Task RecordAsync(
        Change change, Workspace workspace, BillingAccount account, Guid? maker, string why, CancellationToken cancel)
    {
        change.Record(AuditActions.ClientWorkspaceCreated, workspace.Subject(isNew: true), before: null, workspace.State(), why);
        await change.CarryNewAsync(
            workspace.Item(),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = workspace.Id,
                [PlatformFields.OrganisationId] = workspace.OrganisationId,
                [PlatformFields.Name] = workspace.Name,
                [PlatformFields.UsageContext] = PlatformWords.Of(PlatformWorkspaceWords.Contexts, workspace.UsageContext),
                [PlatformFields.DataOwnerName] = workspace.DataOwnerName,
                [PlatformFields.DataOwnerEmail] = workspace.DataOwnerEmail,
                [PlatformFields.PartnerAgreementAcceptedAt] = PlatformWords.Of(workspace.PartnerAgreementAcceptedAt),
                [PlatformFields.BillingAccountId] = workspace.BillingAccountId,
                [PlatformFields.Visibility] = PlatformWords.Of(PlatformWorkspaceWords.Visibilities, workspace.Visibility),
                [PlatformFields.CreatedBy] = maker,
                [PlatformFields.CreatedAt] = PlatformWords.Of(workspace.CreatedAt),
            },
            why,
            cancel);

        change.Record(
            AuditActions.BillingAccountOpened,
            account.Subject(workspace),
            before: null,
            new { account.Label, account.Tier, account.BillingPeriod, account.PaymentMode },
            why);
        await change.CarryNewAsync(
            new(PlatformFields.BillingAccount, account.Id.ToString(), account.Label),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = account.Id,
                [PlatformFields.WorkspaceId] = account.WorkspaceId,
                [PlatformFields.Label] = account.Label,
                [PlatformFields.Tier] = PlatformWords.Of(PlatformBillingWords.Tiers, account.Tier),
                [PlatformFields.PaymentMode] = PlatformWords.Of(PlatformBillingWords.PaymentModes, account.PaymentMode),
                [PlatformFields.BillingPeriod] = PlatformWords.Of(PlatformBillingWords.Periods, account.BillingPeriod),
                [PlatformFields.CreatedBy] = maker,
                [PlatformFields.CreatedAt] = PlatformWords.Of(account.CreatedAt),
            },
            why,
            cancel);
    }

    private static async Task SeatHostAsync(Change change, Workspace workspace, Guid hostId, string why, CancellationToken cancel)
    {
        var host = await change.Db.People.AsNoTracking().SingleAsync(person => person.Id == hostId, cancel);
        var membership = new WorkspaceMembership(
            Guid.CreateVersion7(change.At),
            workspace.Id,
            hostId,
            WorkspaceRole.Owner,
            WorkspaceMembership.Direct,
            change.At,
            deletedAt: null);
        change.Db.WorkspaceMemberships.Add(membership);
        change.Record(
            AuditActions.PersonAdded,
            membership.Subject(workspace, host.DisplayName, isNew: true),
            before: null,
            new { membership.Role },
            why);
        await change.CarryNewAsync(
            membership.Item(workspace, host.DisplayName),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = membership.Id,
                [PlatformFields.WorkspaceId] = membership.WorkspaceId,
                [PlatformFields.UserId] = membership.PersonId,
                [PlatformFields.Role] = PlatformWords.Of(PlatformWorkspaceWords.Roles, membership.Role),
                [PlatformFields.Source] = membership.Source,
                [PlatformFields.CreatedAt] = PlatformWords.Of(membership.CreatedAt),
            },
            why,
            cancel);
    }

    /// <summary>The workspace's owner must be one of the organisation's owners or admins, if it has any.</summary>
    private static async Task<Refusal?> RefuseHostAsync(PartnersDb db, Guid organisationId, Guid? hostId, CancellationToken cancel)
    {
        var hosts = await db.OrganisationMemberships.Hosts(organisationId).Select(membership => membership.PersonId).ToListAsync(cancel);
        return hostId is { } host ? (hosts.Contains(host) ? null : new HostNotOfOrganisation())
            : hosts.Count > 0 ? new HostMissing()
            : null;
    }

    private static async Task<Refusal?> RefuseTakenNameAsync(PartnersDb db, Guid organisationId, string? typed, CancellationToken cancel)
    {
        var key = SearchKey.Of(typed ?? string.Empty);
        var names = await db.Workspaces
            .Where(workspace => workspace.OrganisationId == organisationId && workspace.DeletedAt == null)
            .Select(workspace => workspace.Name)
            .ToListAsync(cancel);
        return names.Find(name => SearchKey.Of(name) == key) is { } taken ? new WorkspaceNameTaken(taken) : null;
    }
}
