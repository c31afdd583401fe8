using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Findings;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Referrals;

/// <summary>A deal with its terms, earnings, payouts and forecast, and every action on it.</summary>
public sealed partial class DealPage
{
    internal const int LinesOnAPage = 25;

    private const int MostHanded = 20;

    [Inject]
    private DealOverview Overview { get; set; } = default!;

    [Inject]
    private FindingDirectory Findings { get; set; } = default!;

    [Inject]
    private PageDialogs Dialogs { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    /// <summary>The page of the lines or of the trail.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? Page { get; set; }

    /// <summary>The payment, refund, chargeback or invoice that somebody looked for.</summary>
    [SupplyParameterFromQuery(Name = "payment")]
    public string? Payment { get; set; }

    public override RecordNoun Noun => new("deal", "All deals", GridLayout.AllOf(LedgerAddresses.List));

    protected override string? Part => Payment is { Length: > 0 } ? $"{LinesPage} {Payment}" : PageNumber.Write(LinesPage);

    private LedgerRow Deal => Shown.Details.Deal;

    private int LinesPage => Tab == LedgerAddresses.AuditTab ? PageNumber.First : PageNumber.Read(Page);

    private IReadOnlyList<TabLink> Tabs =>
    [
        new("Overview", LedgerAddresses.Of(Deal.Id), Tab != LedgerAddresses.AuditTab),
        new("Audit", LedgerAddresses.Audit(Deal.Id), Tab == LedgerAddresses.AuditTab),
    ];

    protected override async Task<Found?> FindAsync(Guid id) => await Overview.FindAsync(Staff, id, Leaving) is { } details
        ? new(
            details,
            await Overview.MonthsAsync(Staff, id, Leaving),
            await LinesAsync(id),
            await Overview.UncountedAsync(Staff, id, Leaving) ?? new([], 0),
            Payment is { Length: > 0 } payment ? await Overview.FateAsync(Staff, id, payment, Leaving) : null)
        {
            Findings = await Findings.OfDealAsync(Staff, id, Leaving),
        }
        : null;

    /// <summary>A long list of what earns nothing is loaded again instead.</summary>
    protected override bool IsHanded(Found found) => found.Uncounted.Newest.Count <= MostHanded;

    protected override AuditQuery RecordOf(Found found) =>
        new(SubjectKind: DealSubjects.Deal, SubjectId: found.Details.Deal.Id.ToString());

    private Task<LineListing> LinesAsync(Guid id) => Overview.LinesAsync(Staff, id, LinesPage, LinesOnAPage, Leaving);

    /// <summary>Includes closing one of the partner's months, which fixes lines of its deals.</summary>
    protected override bool Concerns(Changed change) => change.ActorSubject != Staff.Subject && change.Kind switch
    {
        DealSubjects.Deal => change.Id == Deal.Id.ToString(),
        DealSubjects.Month => change.OrganisationId == Deal.PartnerId,
        _ => false,
    };

    private async Task AmendAsync() =>
        await ShowAsync(await Dialogs.AmendDealAsync(Deal), amended => $"The terms are amended. {Balance(amended.Earned, amended.Owed)}");

    private async Task TakeAsync() =>
        await ShowAsync(
            await Dialogs.TakePlatformTermsAsync(Deal, Shown!.Details.OnPlatform!),
            taken => taken.DealId == Deal.Id
                ? $"The platform’s terms are taken over. {Balance(taken.Earned, taken.Owed)}"
                : $"This deal ends, and {taken.Name} takes over from there.");

    private async Task KeepAsync() =>
        await ShowAsync(
            await Dialogs.KeepOurTermsAsync(Deal, Shown!.Details.OnPlatform!),
            kept => $"Our terms are kept, and wait for the platform. {Balance(kept.Earned, kept.Owed)}");

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

    private async Task InvoiceAsync() =>
        await ShowAsync(
            await Dialogs.RecordInvoiceAsync(Deal),
            recorded => $"{(recorded.IsCredit ? "Credit note" : "Invoice")} {recorded.Number} is recorded. "
                + Balance(recorded.Earned, recorded.Owed));

    /// <param name="Fate">
    /// What became of the payment that the address asks for; null if it asks for none, or for one of nobody here.
    /// </param>
    public sealed record Found(
        DealDetails Details,
        IReadOnlyList<EarnedMonth> Months,
        LineListing Lines,
        UncountedListing Uncounted,
        string? Fate)
    {
        /// <summary>Rules that imported data breaks at this deal.</summary>
        public IReadOnlyList<Finding>? Findings { get; init; }
    }
}
