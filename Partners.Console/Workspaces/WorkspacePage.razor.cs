using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Findings;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Workspaces;

/// <summary>A workspace with its data owner, people, billing account and logo, and every action on it.</summary>
public sealed partial class WorkspacePage
{
    [Inject]
    private FindingDirectory Findings { get; set; } = default!;

    [Inject]
    private WorkspaceOverview Overview { get; set; } = default!;

    [Inject]
    private BillingDirectory Billing { get; set; } = default!;

    [Inject]
    private LedgerDirectory Ledger { get; set; } = default!;

    [Inject]
    private PartnerClients Clients { get; set; } = default!;

    [Inject]
    private WorkspaceLogos Logos { get; set; } = default!;

    [Inject]
    private WorkspacePeople People { get; set; } = default!;

    [Inject]
    private PageDialogs Dialogs { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? Page { get; set; }

    public override RecordNoun Noun => new("workspace", "All organisations", GridLayout.AllOf(OrganisationAddresses.List));

    private WorkspaceDetails Workspace => Shown.Workspace;

    private AccountPrice? Price => Shown.Account?.Price;

    private string Lead => Workspace.DataOwner is { } owner
        ? $"{Workspace.OrganisationName} runs it for {owner.Name ?? "an unnamed client"}. Since "
            + $"{AmsterdamTime.Day(Workspace.CreatedAt)}."
        : $"An internal workspace of {Workspace.OrganisationName}. Since {AmsterdamTime.Day(Workspace.CreatedAt)}.";

    private IReadOnlyList<TabLink> Tabs =>
    [
        new("Overview", WorkspaceAddresses.Of(Workspace.Id), Tab is not (WorkspaceAddresses.ProjectsTab or WorkspaceAddresses.AuditTab)),
        new(
            $"Projects ({Workspace.Projects:N0})",
            WorkspaceAddresses.Of(Workspace.Id, WorkspaceAddresses.ProjectsTab),
            Tab == WorkspaceAddresses.ProjectsTab),
        new("Audit", WorkspaceAddresses.Of(Workspace.Id, WorkspaceAddresses.AuditTab), Tab == WorkspaceAddresses.AuditTab),
    ];

    protected override async Task<Found?> FindAsync(Guid id) => await Overview.FindAsync(Staff, id, Leaving) is { } workspace
        && await Logos.SummaryAsync(Staff, id, Leaving) is { } logo
        ? new(
            workspace,
            await Billing.FindOfWorkspaceAsync(Staff, id, Leaving),
            logo,
            await Ledger.OfWorkspaceAsync(Staff, id, Leaving),
            await Clients.FindAsync(Staff, id, Leaving))
        {
            Findings = await Findings.OfWorkspaceAsync(Staff, id, Leaving),
        }
        : null;

    protected override AuditQuery RecordOf(Found found) => new(WorkspaceId: found.Workspace.Id);

    protected override bool Concerns(Changed change) => change.WorkspaceId == Workspace.Id && change.ActorSubject != Staff.Subject;

    private async Task NameDataOwnerAsync() =>
        await ShowAsync(
            await Dialogs.NameDataOwnerAsync(Workspace),
            named => string.Concat(
                $"{named.DataOwnerName} is the data owner. ",
                named.Invited ? $"{named.DataOwnerEmail} was invited as a free observer. " : null,
                named.Revoked ? "The open invite to the earlier address was revoked." : null).TrimEnd());

    private async Task InviteAsync(InviteIntoWorkspace? again) =>
        await ShowAsync(await Dialogs.InviteAsync(Workspace, Price, again), invited =>
            $"{invited.Email} is invited as {invited.Role.ToString().ToLowerInvariant()}, until {AmsterdamTime.Day(invited.OpenUntil)}.");

    private async Task SendAgainAsync(InviteIntoWorkspace invite)
    {
        var outcome = await Runner.RunAsync(cancel => People.SendInviteAgainAsync(Staff, new(Guid.CreateVersion7(), invite.Id), cancel));
        await ShowAsync(outcome?.Value, sent =>
            $"The invite to {sent.Email} is open again, until {AmsterdamTime.Day(sent.OpenUntil)}. No mail goes out with it.");
    }

    private async Task PutOnSideAsync(string email) =>
        await ShowAsync(
            await Dialogs.PutOnSideAsync(
                Workspace,
                email,
                Workspace.People.FirstOrDefault(person => person.Email == email)?.Standing),
            put => put.Side is { } side
                ? $"{put.Email} is on the side of {WorkspaceWords.Of(side, Workspace)}, as said by hand."
                : $"Memberships and addresses decide again whose side {put.Email} is on.");

    private async Task ChangeRoleAsync(PersonInWorkspace? person) =>
        await ShowAsync(await Dialogs.ChangeRoleAsync(Workspace, Price, person), changed =>
            $"{changed.Name} is {changed.After.ToString().ToLowerInvariant()} now.");

    private async Task RemoveAsync(PersonInWorkspace person)
    {
        var requestId = Guid.CreateVersion7();
        PersonRemoved? removed = null;
        await Dialogs.ConfirmAsync(new($"Remove {person.Name} from {Workspace.Name}", "Remove")
        {
            Sentence = string.Concat(
                $"{person.Name} loses access{(person.IsDataOwner ? ", and is the data owner" : null)}. ",
                WorkspaceWords.SeatChange(Price, person.Role.TakesSeat() ? -1 : 0)).TrimEnd(),
            AsksReason = true,
            IsDangerous = true,
            Run = async (runner, confirmation) => (removed = (await runner.RunAsync(cancel =>
                People.RemoveAsync(
                    Staff,
                    new(requestId, person.MembershipId, person.Version, confirmation.Reason),
                    cancel)))?.Value) is not null,
        });
        await ShowAsync(removed, gone => $"{gone.Name} no longer has access.");
    }

    private async Task RevokeAsync(InviteIntoWorkspace invite)
    {
        var requestId = Guid.CreateVersion7();
        InviteRevoked? revoked = null;
        await Dialogs.ConfirmAsync(new($"Revoke the invite to {invite.Email}", "Revoke")
        {
            Sentence =
                $"{invite.Email} can no longer accept it."
                    + $" {WorkspaceWords.SeatChange(Price, invite.IsOpen && invite.Role.TakesSeat() ? -1 : 0)}".TrimEnd(),
            AsksReason = true,
            IsDangerous = true,
            Run = async (runner, confirmation) => (revoked = (await runner.RunAsync(cancel =>
                People.RevokeInviteAsync(Staff, new(requestId, invite.Id, confirmation.Reason), cancel)))?.Value) is not null,
        });
        await ShowAsync(revoked, gone => $"The invite to {gone.Email} is revoked.");
    }

    /// <param name="Account">Null if none is known.</param>
    /// <param name="Deals">Newest first.</param>
    /// <param name="Client">Null if no refresh has read the workspace as an external client's.</param>
    public sealed record Found(
        WorkspaceDetails Workspace,
        BillingRow? Account,
        LogoSummary Logo,
        IReadOnlyList<LedgerRow> Deals,
        PartnerClient? Client)
    {
        /// <summary>Rules that imported data breaks at this workspace.</summary>
        public IReadOnlyList<Finding>? Findings { get; init; }
    }
}
