using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Workspaces;

/// <summary>A workspace with its data owner, people, billing account and logo, and every action on it.</summary>
public sealed partial class WorkspacePage
{
    private bool loaded;
    private string missing = string.Empty;
    private string? done;
    private string? changedBy;

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

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ChangeFeed Feed { get; set; } = default!;

    [Parameter]
    public string Id { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? Page { get; set; }

    /// <summary>Set during the first rendering, before the page is connected.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <summary>Handed from the first rendering to the open page, so that nothing is loaded twice.</summary>
    [PersistentState]
    public Found? Shown { get; set; }

    private WorkspaceDetails Workspace => Shown!.Workspace;

    private AccountPrice? Price => Shown!.Account?.Price;

    private string Lead => Workspace.DataOwner is { } owner
        ? $"{Workspace.OrganisationName} runs it for {owner.Name ?? "a client that is not named"}. Since "
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

    protected override void OnInitialized() => Listen(Feed, IsOfOthers, change =>
    {
        changedBy = $"{change.ActorName} changed this just now: {AuditActions.InWords(change.Action).ToLowerInvariant()}.";
        return LoadAsync();
    });

    protected override async Task OnParametersSetAsync()
    {
        if (!Guid.TryParse(Id, out var id))
        {
            (Shown, missing) = (null, $"“{Id}” is not a workspace's id. It may have been cut off when it was copied.");
        }
        else if (Shown?.Workspace.Id != id)
        {
            (done, changedBy) = (null, null);
            await LoadAsync();
        }

        loaded = true;
        if (Shown is null)
        {
            AnswerCode.NotFound(Http);
        }
    }

    private async Task LoadAsync()
    {
        missing = "There is no workspace with this id. It may have been removed on the platform.";
        Shown = Guid.TryParse(Id, out var id)
            && await Overview.FindAsync(Staff, id, Leaving) is { } workspace
            && await Logos.SummaryAsync(Staff, id, Leaving) is { } logo
            ? new(
                workspace,
                await Billing.FindOfWorkspaceAsync(Staff, id, Leaving),
                logo,
                await Ledger.OfWorkspaceAsync(Staff, id, Leaving),
                await Clients.FindAsync(Staff, id, Leaving))
            : null;
        StateHasChanged();
    }

    private bool IsOfOthers(Changed change) =>
        change.WorkspaceId is { } workspace && workspace == Shown?.Workspace.Id && change.ActorSubject != Staff.Subject;

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

    /// <summary>Also reloads after a dialog that did nothing, because it may have reported someone else's change.</summary>
    private async Task ShowAsync<T>(T? result, Func<T, string> said)
        where T : class
    {
        (done, changedBy) = (result is null ? null : said(result), null);
        await LoadAsync();
    }

    /// <param name="Account">Null if none is known.</param>
    /// <param name="Deals">Newest first.</param>
    /// <param name="Client">Null if no refresh has read the workspace as an external client's.</param>
    public sealed record Found(
        WorkspaceDetails Workspace,
        BillingRow? Account,
        LogoSummary Logo,
        IReadOnlyList<LedgerRow> Deals,
        PartnerClient? Client);
}
