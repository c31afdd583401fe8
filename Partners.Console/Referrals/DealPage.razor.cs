using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Referrals;

/// <summary>A deal with its terms, earnings, payouts and forecast, and every action on it.</summary>
public sealed partial class DealPage
{
    internal const int LinesOnAPage = 25;

    private bool loaded;
    private string missing = string.Empty;
    private string? done;
    private string? changedBy;

    [Inject]
    private DealOverview Overview { get; set; } = default!;

    [Inject]
    private PageDialogs Dialogs { get; set; } = default!;

    [Inject]
    private ChangeFeed Feed { get; set; } = default!;

    [Parameter]
    public string Id { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    /// <summary>The page of the lines or of the trail.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? Page { get; set; }

    /// <summary>Set during the first rendering, before the page is connected.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <summary>Handed from the first rendering to the open page, so that nothing is loaded twice.</summary>
    [PersistentState]
    public Found? Shown { get; set; }

    private LedgerRow Deal => Shown!.Details.Deal;

    private int LinesPage => Tab == LedgerAddresses.AuditTab ? PageNumber.First : PageNumber.Read(Page);

    private IReadOnlyList<TabLink> Tabs =>
    [
        new("Overview", LedgerAddresses.Of(Deal.Id), Tab != LedgerAddresses.AuditTab),
        new("Audit", LedgerAddresses.Audit(Deal.Id), Tab == LedgerAddresses.AuditTab),
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
            (Shown, missing) = (null, $"“{Id}” is not a deal's id. It may have been cut off when it was copied.");
        }
        else if (Shown?.Details.Deal.Id != id)
        {
            (done, changedBy) = (null, null);
            await LoadAsync();
        }
        else if (Shown.PageAsked != LinesPage)
        {
            Shown = Shown with { PageAsked = LinesPage, Lines = await LinesAsync(id) };
        }

        loaded = true;
        if (Shown is null)
        {
            AnswerCode.NotFound(Http);
        }
    }

    private async Task LoadAsync()
    {
        missing = "There is no deal with this id. It may have been removed on the platform.";
        Shown = Guid.TryParse(Id, out var id) && await Overview.FindAsync(Staff, id, Leaving) is { } details
            ? new(details, await Overview.MonthsAsync(Staff, id, Leaving), LinesPage, await LinesAsync(id))
            : null;
        StateHasChanged();
    }

    private Task<LineListing> LinesAsync(Guid id) => Overview.LinesAsync(Staff, id, LinesPage, LinesOnAPage, Leaving);

    /// <summary>Includes closing one of the partner's months, which fixes lines of its deals.</summary>
    private bool IsOfOthers(Changed change) => change.ActorSubject != Staff.Subject && change.Kind switch
    {
        DealSubjects.Deal => change.Id == Shown?.Details.Deal.Id.ToString(),
        DealSubjects.Month => change.OrganisationId is { } partner && partner == Shown?.Details.Deal.PartnerId,
        _ => false,
    };

    private async Task AmendAsync() =>
        await ShowAsync(await Dialogs.AmendDealAsync(Deal), amended => $"The terms are amended. {Balance(amended.Earned, amended.Owed)}");

    private async Task EndAsync() =>
        await ShowAsync(await Dialogs.EndDealAsync(Deal), ended => $"The deal is ended. {Balance(ended.Earned, ended.Owed)}");

    private async Task VoidAsync() => await ShowAsync(await Dialogs.VoidDealAsync(Deal), _ => "The deal is void.");

    private async Task PayOutAsync() =>
        await ShowAsync(
            await Dialogs.RecordPayoutAsync(Deal),
            paid => $"A payout of {paid.Amount} is recorded. {DealWords.Owed(paid.Owed)}");

    private async Task ReverseAsync(PayoutRecord payout) =>
        await ShowAsync(
            await Dialogs.ReversePayoutAsync(Deal, payout),
            reversed => $"The payout of {-reversed.Amount} is reversed. {DealWords.Owed(reversed.Owed)}");

    private static string Balance(Money earned, Money owed) => $"{earned} is earned to date. {DealWords.Owed(owed)}";

    /// <summary>Also reloads after a dialog that did nothing, because it may have reported someone else's change.</summary>
    private async Task ShowAsync<T>(T? result, Func<T, string> said)
        where T : class
    {
        (done, changedBy) = (result is null ? null : said(result), null);
        await LoadAsync();
    }

    /// <param name="PageAsked">The requested page of lines; past the end, the last page is shown.</param>
    public sealed record Found(DealDetails Details, IReadOnlyList<EarnedMonth> Months, int PageAsked, LineListing Lines);
}
