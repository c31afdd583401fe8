using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

public sealed record CreateClientWorkspace(Guid RequestId, Guid OrganisationId, ClientWorkspaceForm Form);

public sealed record ClientWorkspaceCreated(Guid WorkspaceId, string Name, string DataOwnerEmail, DateTimeOffset InviteOpenUntil);

/// <param name="VersionSeen">The workspace's version on the page that the person decided from.</param>
/// <param name="OwnAddressMeant">See <see cref="ClientWorkspaceForm.OwnAddressMeant"/>.</param>
public sealed record NameDataOwner(Guid RequestId, Guid WorkspaceId, int VersionSeen, string? DataOwnerName, string? DataOwnerEmail, bool OwnAddressMeant, string? Reason);

/// <param name="Invited">The new address was invited as a free observer.</param>
/// <param name="Revoked">The earlier address's open invite was revoked: it may have been a stranger's.</param>
public sealed record DataOwnerNamed(Guid WorkspaceId, string DataOwnerName, string DataOwnerEmail, bool Invited, bool Revoked);

/// <summary>
/// Workspaces that partners run for their clients (PRODUCT.md, section 2). Each command writes all that it makes, the audit
/// entries and the changes to carry to the platform in one save.
/// </summary>
public sealed class ClientWorkspaces(ChangeRunner changes)
{
    public const int LongestReason = 1_000;

    /// <summary>
    /// A workspace for a client, its own billing account, and the data owner invited as a free observer. Refused where the
    /// organisation is no partner, or its agreement has ended.
    /// </summary>
    public Task<Outcome<ClientWorkspaceCreated>> CreateAsync(Staff who, CreateClientWorkspace command, CancellationToken cancel) =>
        changes.RunAsync<ClientWorkspaceCreated>(who, Permission.ManageWorkspaces, command.RequestId, nameof(CreateClientWorkspace), async (change, token) =>
        {
            var form = command.Form;
            var organisation = await change.Db.Organisations.AsNoTracking().SingleOrDefaultAsync(found => found.Id == command.OrganisationId && found.DeletedAt == null, token);
            if (organisation is null)
            {
                return new NoSuchOrganisation();
            }

            if (ClientWorkspaceGate.Refuse(organisation.Name, organisation.IsPartner, organisation.AgreementEndsOn, change.Today) is { } closed)
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

            if (!form.OwnAddressMeant && await RefuseOwnAddressAsync(change.Db, organisation.Id, organisation.Name, form.DataOwnerEmail, token) is { } own)
            {
                refusals.Add(own);
            }

            if (refusals.Count > 0)
            {
                return Outcome<ClientWorkspaceCreated>.Refused(refusals);
            }

            var (workspace, account) = Make(change, organisation.Id, form, read.Value!);
            var why = $"For {workspace.DataOwnerName}; the partner agreement accepted for this client";
            await RecordAsync(change, workspace, account, why, token);
            if (form.HostId is { } host)
            {
                await SeatHostAsync(change, workspace, host, why, token);
            }

            var invite = await change.InviteAsync(workspace, workspace.DataOwnerEmail!, WorkspaceRole.Observer, why, token);
            return new ClientWorkspaceCreated(workspace.Id, workspace.Name, invite.Email, invite.ExpiresAt!.Value);
        }, cancel);

    /// <summary>
    /// Names another data owner. A new address is invited as a free observer unless it has access; the earlier address's open
    /// invite is revoked. Who has access already keeps it.
    /// </summary>
    public Task<Outcome<DataOwnerNamed>> NameDataOwnerAsync(Staff who, NameDataOwner command, CancellationToken cancel) =>
        changes.RunAsync<DataOwnerNamed>(who, Permission.ManageWorkspaces, command.RequestId, nameof(NameDataOwner), async (change, token) =>
        {
            var workspace = await change.Db.Workspaces.SingleOrDefaultAsync(found => found.Id == command.WorkspaceId && found.DeletedAt == null, token);
            if (workspace is null)
            {
                return new NoSuchWorkspace();
            }

            if (workspace.UsageContext != UsageContext.External)
            {
                return new OnlyForExternalClients();
            }

            if (await change.SinceAsync(workspace, command.VersionSeen, WorkspaceSubjects.Workspace, token) is { } conflict)
            {
                return conflict;
            }

            var reason = command.Reason?.Trim() ?? string.Empty;
            var (name, email) = (command.DataOwnerName?.Trim(), command.DataOwnerEmail?.Trim());
            Refusal?[] found =
            [
                .. ClientWorkspaceRules.RefuseDataOwner(name, email),
                name == workspace.DataOwnerName && email == workspace.DataOwnerEmail ? new NothingChanged() : null,
                reason.Length == 0 ? new WhyMissing() : null,
                reason.Length > LongestReason ? new TextTooLong("The reason", LongestReason, nameof(command.Reason)) : null,
                command.OwnAddressMeant ? null : await RefuseOwnAddressAsync(change.Db, workspace.OrganisationId, await NameOfAsync(change.Db, workspace.OrganisationId, token), email, token),
            ];
            if (found.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Outcome<DataOwnerNamed>.Refused(refusals);
            }

            var earlier = workspace.DataOwnerEmail;
            var before = State(workspace);
            workspace.NameDataOwner(name!, email!);
            change.Record(AuditActions.DataOwnerNamed, workspace.Subject(), before, State(workspace), reason);
            await change.CarryToPlatformAsync(workspace.Item(), PlatformFields.DataOwnerName, name, reason, token);
            await change.CarryToPlatformAsync(workspace.Item(), PlatformFields.DataOwnerEmail, email, reason, token);
            var (invited, revoked) = await InviteInsteadAsync(change, workspace, earlier, reason, token);
            return new DataOwnerNamed(workspace.Id, name!, email!, invited, revoked);
        }, cancel);

    private static (Workspace Workspace, BillingAccount Account) Make(Change change, Guid organisationId, ClientWorkspaceForm form, ClientWorkspaceTerms terms)
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
            CreatedById: null,
            change.At,
            DeletedAt: null));
        workspace.AcceptPartnerAgreement(change.Who, change.At);
        change.Db.Workspaces.Add(workspace);
        change.Db.BillingAccounts.Add(account);
        return (workspace, account);
    }

    private static async Task RecordAsync(Change change, Workspace workspace, BillingAccount account, string why, CancellationToken cancel)
    {
        change.Record(AuditActions.ClientWorkspaceCreated, workspace.Subject(isNew: true), before: null, State(workspace), why);
        await change.CarryToPlatformAsync(
            workspace.Item(),
            PlatformFields.NewRecord,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = workspace.Id,
                [PlatformFields.OrganisationId] = workspace.OrganisationId,
                [PlatformFields.Name] = workspace.Name,
                [PlatformFields.UsageContext] = PlatformWords.Of(PlatformWords.Contexts, workspace.UsageContext),
                [PlatformFields.DataOwnerName] = workspace.DataOwnerName,
                [PlatformFields.DataOwnerEmail] = workspace.DataOwnerEmail,
                [PlatformFields.PartnerAgreementAcceptedAt] = PlatformWords.Of(workspace.PartnerAgreementAcceptedAt),
                [PlatformFields.BillingAccountId] = workspace.BillingAccountId,
                [PlatformFields.Visibility] = PlatformWords.Of(PlatformWords.Visibilities, workspace.Visibility),
                [PlatformFields.CreatedAt] = PlatformWords.Of(workspace.CreatedAt),
            },
            why,
            cancel);

        change.Record(AuditActions.BillingAccountOpened, account.Subject(workspace), before: null, new { account.Label, account.Tier, account.BillingPeriod, account.PaymentMode }, why);
        await change.CarryToPlatformAsync(
            new(PlatformFields.BillingAccount, account.Id.ToString(), account.Label),
            PlatformFields.NewRecord,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = account.Id,
                [PlatformFields.WorkspaceId] = account.WorkspaceId,
                [PlatformFields.Label] = account.Label,
                [PlatformFields.Tier] = PlatformWords.Of(PlatformWords.Tiers, account.Tier),
                [PlatformFields.PaymentMode] = PlatformWords.Of(PlatformWords.PaymentModes, account.PaymentMode),
                [PlatformFields.BillingPeriod] = PlatformWords.Of(PlatformWords.Periods, account.BillingPeriod),
                [PlatformFields.CreatedAt] = PlatformWords.Of(account.CreatedAt),
            },
            why,
            cancel);
    }

    private static async Task SeatHostAsync(Change change, Workspace workspace, Guid hostId, string why, CancellationToken cancel)
    {
        var host = await change.Db.People.AsNoTracking().SingleAsync(person => person.Id == hostId, cancel);
        var membership = new WorkspaceMembership(Guid.CreateVersion7(change.At), workspace.Id, hostId, WorkspaceRole.Owner, WorkspaceMembership.Direct, change.At, deletedAt: null);
        change.Db.WorkspaceMemberships.Add(membership);
        change.Record(AuditActions.PersonAdded, membership.Subject(workspace, host.DisplayName, isNew: true), before: null, new { membership.Role }, why);
        await change.CarryToPlatformAsync(
            membership.Item(workspace, host.DisplayName),
            PlatformFields.NewRecord,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = membership.Id,
                [PlatformFields.WorkspaceId] = membership.WorkspaceId,
                [PlatformFields.UserId] = membership.PersonId,
                [PlatformFields.Role] = PlatformWords.Of(PlatformWords.Roles, membership.Role),
                [PlatformFields.Source] = membership.Source,
                [PlatformFields.CreatedAt] = PlatformWords.Of(membership.CreatedAt),
            },
            why,
            cancel);
    }

    private static async Task<(bool Invited, bool Revoked)> InviteInsteadAsync(Change change, Workspace workspace, string? earlier, string why, CancellationToken cancel)
    {
        var address = workspace.DataOwnerEmail!;
        if (earlier is not null && EmailAddress.Key(earlier) == EmailAddress.Key(address))
        {
            return (false, false);
        }

        var stale = earlier is null ? null : await change.OpenInviteAsync(workspace.Id, earlier, cancel);
        if (stale is not null)
        {
            await change.RevokeAsync(stale, workspace, why, cancel);
        }

        var isKnown = await change.PresenceAsync(workspace.Id, address, cancel) is not null || await change.OpenInviteAsync(workspace.Id, address, cancel) is not null;
        if (!isKnown)
        {
            await change.InviteAsync(workspace, address, WorkspaceRole.Observer, why, cancel);
        }

        return (!isKnown, stale is not null);
    }

    /// <summary>The one who owns the workspace comes from the organisation's owners and admins, where it has any.</summary>
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
        var names = await db.Workspaces.Where(workspace => workspace.OrganisationId == organisationId && workspace.DeletedAt == null).Select(workspace => workspace.Name).ToListAsync(cancel);
        return names.Find(name => SearchKey.Of(name) == key) is { } taken ? new WorkspaceNameTaken(taken) : null;
    }

    /// <summary>The partner's own: of somebody who belongs to it, or at the domain of its owners and admins.</summary>
    private static async Task<Refusal?> RefuseOwnAddressAsync(PartnersDb db, Guid organisationId, string organisation, string? typed, CancellationToken cancel)
    {
        if (EmailAddress.Problem(typed) is not null)
        {
            return null;
        }

        var address = typed!.Trim();
        var key = EmailAddress.Key(address);
        var belongs = await db.OrganisationMemberships.AnyAsync(
            membership => membership.OrganisationId == organisationId && membership.DeletedAt == null && db.People.Any(person => person.Id == membership.PersonId && person.EmailKey == key), cancel);
        if (!belongs && !EmailAddress.IsOfPublicProvider(key))
        {
            var domain = "@" + EmailAddress.DomainOf(key);
            belongs = await db.OrganisationMemberships.Hosts(organisationId)
                .AnyAsync(membership => db.People.Any(person => person.Id == membership.PersonId && person.EmailKey.EndsWith(domain)), cancel);
        }

        return belongs ? new DataOwnerIsThePartner(address, organisation) : null;
    }

    private static Task<string> NameOfAsync(PartnersDb db, Guid organisationId, CancellationToken cancel) =>
        db.Organisations.Where(organisation => organisation.Id == organisationId).Select(organisation => organisation.Name).SingleAsync(cancel);

    private static object State(Workspace workspace) => new
    {
        workspace.Name,
        workspace.UsageContext,
        workspace.DataOwnerName,
        workspace.DataOwnerEmail,
        workspace.PartnerAgreementAcceptedAt,
        PartnerAgreementAcceptedBy = workspace.PartnerAgreementAcceptedByName,
    };
}
