using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Partners.Console.ExternalLed;
using Partners.Console.Links;
using Partners.Console.Organisations;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Core.Organisations;
using Partners.Core.Search;

namespace Partners.Console.Search;

/// <summary>What the palette shows for the typed text, and its actions.</summary>
public sealed partial class SearchPalette : IAsyncDisposable
{
    private const string Everything = "Search";
    private const string NothingFound = "Nothing found. Try fewer letters: part of a name, of an address, or of what you want to do.";
    private const string WhichOrganisation = "Make partner: which organisation?";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);

    private ElementReference button;
    private ElementReference dialog;
    private IJSObjectReference? attached;
    private DotNetObjectReference<SearchPalette>? self;
    private CancellationTokenSource? asking;

    private string text = string.Empty;
    private string shownFor = string.Empty;
    private bool choosingPartner;
    private IReadOnlyList<FoundReference> recent = [];
    private IReadOnlyList<PaletteGroup> groups = [];
    private string? note;
    private string? problem;

    [Inject]
    private EverywhereSearch Search { get; set; } = default!;

    [Inject]
    private OrganisationDirectory Organisations { get; set; } = default!;

    [Inject]
    private RefreshJob Refresh { get; set; } = default!;

    [Inject]
    private PageDialogs Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private string Label => choosingPartner ? WhichOrganisation : Everything;

    private string Placeholder => choosingPartner ? WhichOrganisation : "Organisations, workspaces, deals, people, handoffs, actions";

    /// <summary>Called by the script when the palette opens.</summary>
    /// <param name="kept">What this browser opened recently, latest first.</param>
    [JSInvokable]
    public Task OpenedAsync(string?[] kept)
    {
        recent = SearchWords.Read(kept.Take(EverywhereSearch.MostRecalled));
        return BeginAsync(partner: false);
    }

    /// <summary>Called by the script after it has closed.</summary>
    [JSInvokable]
    public void Closed()
    {
        asking?.Cancel();
        (text, shownFor, groups, note, problem, choosingPartner) = (string.Empty, string.Empty, [], null, null, false);
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await using var module = await Browser.InvokeAsync<IJSObjectReference>("import", "/" + Assets["Search/SearchPalette.razor.js"]);
            self = DotNetObjectReference.Create(this);
            attached = await module.InvokeAsync<IJSObjectReference>("attach", button, dialog, self, Staff.Subject);
        }
    }

    private Task TypedAsync() => AskAsync(s_pause);

    private Task BeginAsync(bool partner)
    {
        (choosingPartner, text) = (partner, string.Empty);
        return AskAsync(TimeSpan.Zero);
    }

    /// <summary>Searches for the text in the box after a pause, and cancels the previous search.</summary>
    private async Task AskAsync(TimeSpan pause)
    {
        asking?.Cancel();
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        asking = mine;
        try
        {
            await Task.Delay(pause, mine.Token);
            await LookAsync(text.Trim(), mine.Token);
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            // The person typed on, closed the palette, or left the page.
        }
#pragma warning disable CA1031 // The palette is part of every page, so report the fault here and keep the page.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            (groups, note, problem) = ([], null, Faults.Record(fault).Sentence);
        }
        finally
        {
            if (asking == mine)
            {
                asking = null;
            }
        }

        StateHasChanged();
    }

    private async Task LookAsync(string asked, CancellationToken cancel)
    {
        if (asked.Length == 0)
        {
            Show(asked, await SuggestionsAsync(cancel), choosingPartner ? "Type the name of the organisation." : null);
            return;
        }

        // SQLite's calls block, so run the search off the page's thread.
        Show(asked, await Task.Run(() => Search.FindAsync(Staff, asked, cancel), cancel));
    }

    private void Show(string asked, SearchAnswer answer)
    {
        var found = GroupsOf(asked, answer);
        Show(
            asked,
            found,
            answer.Notice ?? (found.Count == 0 ? NothingFound : Words.Count(found.Sum(group => group.Options.Count), "result") + "."));
    }

    private void Show(string asked, IReadOnlyList<PaletteGroup> found, string? said) =>
        (shownFor, groups, note, problem) = (asked, found, said, null);

    private async Task<IReadOnlyList<PaletteGroup>> SuggestionsAsync(CancellationToken cancel)
    {
        if (choosingPartner)
        {
            return [];
        }

        var known = recent.Count == 0 ? [] : await Task.Run(() => Search.RecallAsync(Staff, recent, cancel), cancel);
        return [
            .. known.Count == 0 ? (PaletteGroup[])[] : [new("Recent", [.. known.Select(SearchWords.Option)])],
            PaletteActions.Of(Staff),
            PaletteActions.Pages,
        ];
    }

    private IReadOnlyList<PaletteGroup> GroupsOf(string asked, SearchAnswer answer)
    {
        if (choosingPartner)
        {
            var organisations = answer.Rows.OfType<FoundOrganisation>().Select(ToMakePartner).ToList();
            return organisations.Count == 0 ? [] : [new(SearchWords.Of(FoundKind.Organisation), organisations)];
        }

        var (actions, isLikely) = PaletteActions.Find(Staff, asked);
        var found = SearchWords.Groups(answer.Rows);
        return actions is null ? [.. found] : isLikely ? [actions, .. found] : [.. found, actions];
    }

    private static PaletteOption ToMakePartner(FoundOrganisation row) => row.IsPartner
        ? new(row.Name, "Is a partner already", "domain")
        : new(row.Name, "Make it a partner…", "domain") { Action = PaletteAction.MakePartner, Of = row.Id };

    private async Task ChooseAsync(PaletteOption option)
    {
        switch (option)
        {
            case { Action: PaletteAction.MakePartner, Of: { } id }:
                if (await Organisations.FindRowAsync(Staff, id, Leaving) is { } row && await Dialogs.MakePartnerAsync(row) is not null)
                {
                    GoTo(OrganisationAddresses.Of(id));
                }

                break;
            case { Action: PaletteAction.MakePartner }:
                await BeginAsync(partner: true);
                break;
            case { Action: PaletteAction.AddDeal }:
                if (await Dialogs.AddDealAsync() is { } added)
                {
                    GoTo(LedgerAddresses.Of(added.DealId));
                }

                break;
            case { Action: PaletteAction.RefreshSignals }:
                Refresh.Start(Staff);
                Navigation.NavigateTo(ExternalLedAddresses.Board);
                break;
        }
    }

    /// <summary>Reloads a page that is open already: pages listen to other people's changes, not to their own person's.</summary>
    private void GoTo(string address) => Navigation.NavigateTo(address, forceLoad: new Uri(Navigation.Uri).AbsolutePath == address);

    public async ValueTask DisposeAsync()
    {
        asking?.Cancel();
        Dispose();
        self?.Dispose();
        if (attached is not null)
        {
            try
            {
                await attached.InvokeVoidAsync("detach");
                await attached.DisposeAsync();
            }
            catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
            {
                // The page is gone, and its script with it.
            }
        }
    }
}
