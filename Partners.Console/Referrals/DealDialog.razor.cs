using Microsoft.AspNetCore.Components;
using Partners.Console.Shell;
using Partners.Core.Referrals;

namespace Partners.Console.Referrals;

public sealed partial class DealDialog : StaffComponent
{
    private readonly Guid requestId = Guid.CreateVersion7();
    private DealDraft draft = new();
    private DealDetails? seen;
    private DealDetails? now;
    private bool loading;

    /// <summary>The deal's partner; null if the dialog asks.</summary>
    [Parameter]
    public PartnerChoice? Partner { get; set; }

    /// <summary>The deal to amend; null for a new one.</summary>
    [Parameter]
    public Guid? DealId { get; set; }

    [Inject]
    private PageDialogs Dialogs { get; set; } = default!;

    [Inject]
    private DealOverview Overview { get; set; } = default!;

    [Inject]
    private ReferralLedger Ledger { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        draft.Partner = Partner;
        if (DealId is not { } id)
        {
            return;
        }

        loading = true;
        var found = await Runner.RunAsync<DealDetails>(async cancel => await Overview.FindAsync(Staff, id, cancel) is { } known
            ? known
            : new NoSuchDeal());
        if (found?.Value is { } deal)
        {
            (seen, draft) = (deal, DealDraft.Of(deal));
        }

        loading = false;
    }

    private void ChoosePartner(PartnerChoice? partner) => (draft.Partner, draft.Client) = (partner, null);

    private async Task SaveAsync()
    {
        now = null;
        var outcome = await Runner.RunAsync(cancel => seen is { } deal
            ? Ledger.AmendAsync(Staff, draft.ToAmend(requestId, deal.Deal), cancel)
            : Ledger.AddAsync(Staff, draft.ToAdd(requestId), cancel));
        if (outcome is { IsDone: true })
        {
            Dialogs.Close(outcome.Value);
        }
        else if (outcome is { Conflict: not null }
            && seen is { } opened
            && await Overview.FindAsync(Staff, opened.Deal.Id, Leaving) is { } changed)
        {
            now = changed;
            draft.TakeOver(opened, changed);
        }
    }

    /// <summary>Saves over the version that the comparison showed; a later change is a new conflict.</summary>
    private Task SaveOverAsync()
    {
        seen = now ?? seen;
        return SaveAsync();
    }
}
