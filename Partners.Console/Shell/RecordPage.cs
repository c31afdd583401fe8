using Microsoft.AspNetCore.Components;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;

namespace Partners.Console.Shell;

/// <summary>What pages about one record have in common, and <see cref="RecordFrame"/> draws: loading, missing, not permitted, changed by
/// somebody else, and the result of the last act.</summary>
public abstract class RecordPage : StaffComponent
{
    [Inject]
    protected ChangeFeed Feed { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected PlatformStates States { get; set; } = default!;

    /// <summary>Set during the first rendering, before the page is connected.</summary>
    [CascadingParameter]
    protected HttpContext? Http { get; set; }

    public bool IsLoaded { get; protected set; }

    public abstract bool IsFound { get; }

    /// <summary>What the record is called, and where the others are.</summary>
    public abstract RecordNoun Noun { get; }

    /// <summary>Why it is not shown, once loaded.</summary>
    public string Missing { get; protected set; } = string.Empty;

    public virtual string MissingTitle => IsRefused ? "Not permitted" : $"No such {Noun.One}";

    public bool IsRefused { get; protected set; }

    /// <summary>Who else changed it since it was loaded, as a sentence.</summary>
    public string? ChangedBy { get; protected set; }

    /// <summary>What this person's last act did; each act brings another object.</summary>
    public RecordResult? Done { get; protected set; }

    /// <summary>Null if nothing of such a record goes to the platform.</summary>
    public RecordOnPlatform? Platform { get; protected set; }

    /// <summary>Whether what the page shows may differ after a change.</summary>
    protected virtual bool Concerns(Changed change) => false;

    protected void ClearNews() => (Done, ChangedBy) = (null, null);

    protected void Tell(Changed change) =>
        (Done, ChangedBy) = (null, $"{change.ActorName} changed this just now: {AuditActions.InWords(change.Action).ToLowerInvariant()}.");

    /// <summary>Answers 404 if there is nothing to show.</summary>
    protected void Answer()
    {
        IsLoaded = true;
        if (!IsFound)
        {
            AnswerCode.NotFound(Http);
        }
    }
}

/// <summary>The base of pages that load their record by its id. Handed from the first rendering to the open page, so that nothing is loaded
/// twice.</summary>
/// <typeparam name="TFound">What is shown; serialised as JSON where it is handed over.</typeparam>
public abstract class RecordPage<TFound> : RecordPage
    where TFound : class
{
    private TFound? shown;
    private string? loadedFor;
    private string? partFor;

    [Parameter]
    public string Id { get; set; } = string.Empty;

    [PersistentState]
    public HandedRecord? Handed { get; set; }

    public override bool IsFound => shown is not null;

    /// <summary>Only where <see cref="IsFound"/>.</summary>
    protected TFound Shown => shown!;

    /// <summary>The id as the address has it.</summary>
    protected virtual string IdText => Id;

    /// <summary>What of the address names the record.</summary>
    protected virtual string Key => IdText;

    /// <summary>What of the record the address asks for, such as the page of a list on it; another part is loaded anew.</summary>
    protected virtual string? Part => null;

    protected virtual string NotAnId => $"“{IdText}” is not {Noun.Article} {Noun.One}'s id. It may have been cut off when it was copied.";

    /// <returns>Null if there is none; <see cref="RecordPage.Missing"/> then says why, unless the page sets another sentence.</returns>
    protected abstract Task<TFound?> FindAsync(Guid id);

    /// <summary>The entries that are about it; null if nothing of such a record goes to the platform.</summary>
    protected virtual AuditQuery? RecordOf(TFound found) => null;

    protected virtual Task<RecordOnPlatform?> PlatformOfAsync(TFound found) =>
        RecordOf(found) is { } record ? StateOfAsync(record) : Task.FromResult<RecordOnPlatform?>(null);

    /// <summary>False for what is too large for the one message in which the browser hands it back.</summary>
    protected virtual bool IsHanded(TFound found) => true;

    /// <summary>Called before another record than the last is loaded.</summary>
    protected virtual void Leave() => ClearNews();

    protected override void OnInitialized() => Listen(Feed, change => IsFound && Concerns(change), async change =>
    {
        // That a mail about the record was sent changes nothing of what the page shows of it.
        if (change.ActorSubject != Staff.Subject && !change.IsNewsOfPlatform && AuditKinds.Of(change.Action) != AuditKind.Mail)
        {
            Tell(change);
        }

        await LoadAsync();
    });

    protected override async Task OnParametersSetAsync()
    {
        if (loadedFor is null && Handed is { } handed && handed.Key == Key && handed.Part == Part)
        {
            (loadedFor, partFor, shown, Platform) = (Key, Part, handed.Found, handed.Platform);
        }
        else if (loadedFor != Key)
        {
            Leave();
            await LoadAsync();
        }
        else if (partFor != Part)
        {
            await LoadAsync();
        }

        Answer();
    }

    protected async Task LoadAsync()
    {
        var (key, part) = (Key, Part);
        (Missing, IsRefused) = ($"There is no {Noun.One} with this id.{Noun.Gone}", false);
        var (found, platform) = await FoundAsync();
        if (key == Key && part == Part)
        {
            (loadedFor, partFor, shown, Platform) = (key, part, found, platform);
            Handed = found is not null && IsHanded(found) ? new(key, part, found, platform) : null;
            StateHasChanged();
        }
    }

    /// <summary>Shows what an act did, with the record as it is now. Loads it after a dialog that did nothing, too: it may have said what
    /// somebody else changed.</summary>
    protected async Task ShowAsync<T>(T? result, Func<T, string> said)
        where T : class
    {
        ClearNews();
        await LoadAsync();
        Done = result is null ? null : new(said(result), Platform?.Latest == PlatformChangeState.Waiting);
        StateHasChanged();
    }

    protected async Task<RecordOnPlatform?> StateOfAsync(AuditQuery record) => await States.FindAsync(Staff, record, Leaving);

    private async Task<(TFound?, RecordOnPlatform?)> FoundAsync()
    {
        if (!Guid.TryParse(IdText, out var id))
        {
            Missing = NotAnId;
            return (null, null);
        }

        try
        {
            var found = await FindAsync(id);
            return (found, found is null ? null : await PlatformOfAsync(found));
        }
        catch (NotPermittedException refused)
        {
            (Missing, IsRefused) = (new NotPermitted(refused.Missing).Sentence, true);
            return (null, null);
        }
    }

    /// <param name="Key">What it was loaded for.</param>
    public sealed record HandedRecord(string Key, string? Part, TFound Found, RecordOnPlatform? Platform);
}

/// <param name="One">In lower case: <c>deal</c>.</param>
/// <param name="All">The text of the link to the list, and its address.</param>
/// <param name="Gone">What may have become of one that is not there, with a space before it.</param>
public sealed record RecordNoun(string One, string All, string Address, string Gone = " It may have been removed on the platform.")
{
    public string Article => One[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an" : "a";
}

/// <param name="Waits">Done here, but the platform does not have it yet.</param>
public sealed record RecordResult(string Said, bool Waits);
