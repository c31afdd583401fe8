using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Hosting;
using Partners.Console.MadeUp;
using Partners.Core;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>The real console on a free port, over the database being measured.</summary>
internal sealed class ServedConsole : IAsyncDisposable
{
    private readonly WebApplication _console;

    private ServedConsole(WebApplication console) => _console = console;

    public Uri Address => new(_console.Urls.First());

    public static async Task<ServedConsole> StartAsync(BenchDatabase database, CancellationToken cancel)
    {
        string[] settings = ["--environment", "Development", "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Critical"];
        var console = ConsoleHost.Build(settings, builder =>
        {
            builder.Services.AddPartnersCore(database.Address).AddMadeUpData();

            // Forgets a page that was left at once, so that it neither counts as open nor outlives this console.
            builder.Services.PostConfigure<CircuitOptions>(circuits => circuits.DisconnectedCircuitMaxRetained = 0);
        });
        await console.StartAsync(cancel);
        return new(console);
    }

    public async ValueTask DisposeAsync()
    {
        await _console.StopAsync();
        await _console.DisposeAsync();
    }
}

/// <summary>An address, with text that only the complete page has.</summary>
/// <param name="Persona">Who asks; null for someone who has not signed in.</param>
internal sealed record Page(string Address, string Shows, string? Persona = "handoff-operator");

internal static class Pages
{
    /// <summary>Every page of the console, for records in the database. Makes a handoff if there is none.</summary>
    public static async Task<IReadOnlyList<Page>> OfAsync(BenchDatabase database, CancellationToken cancel)
    {
        await using var db = await database.ContextAsync(cancel);
        var deal = await db.Deals.OrderBy(deal => deal.CreatedAt).FirstAsync(deal => deal.WorkspaceId != null, cancel);
        var (client, partner) = (deal.WorkspaceId!.Value, deal.PartnerId);
        var draft = await db.Handoffs
            .Where(handoff => handoff.Status == HandoffStatus.Draft)
            .Select(handoff => handoff.Id)
            .FirstOrDefaultAsync(cancel);
        if (draft == Guid.Empty)
        {
            var other = await db.Workspaces
                .Where(workspace =>
                    workspace.UsageContext == UsageContext.External
                    && workspace.Id != client
                    && db.Organisations.Any(owner => owner.Id == workspace.OrganisationId && owner.IsPartner))
                .Select(workspace => workspace.Id)
                .FirstAsync(cancel);
            draft = (await database.Get<HandoffDrafts>().BeginAsync(
                BenchDatabase.Anyone,
                new(Guid.CreateVersion7(), other),
                cancel)).Value!.HandoffId;
        }

        var record = await db.Handoffs
            .Where(handoff => handoff.Status == HandoffStatus.Completed)
            .Select(handoff => handoff.Id)
            .FirstOrDefaultAsync(cancel);
        record = record == Guid.Empty ? (await MadeHandoff.CompleteAsync(database, people: 8, projects: 5, cancel)).Id : record;
        return
        [
            new("/", "Today"),
            new("/organisations", "Actions for"),
            new($"/organisations/{partner}", "Overview"),
            new($"/workspaces/{client}", "Data owner"),
            new("/ledger", "Actions for deal"),
            new("/ledger/statements", "Statement"),
            new($"/ledger/{deal.Id}", "Kickback"),
            new($"/ledger/statements/{partner}/2026-06", "Statement"),
            new("/external-led", "External-led"),
            new("/billing", "Billing"),
            new("/handoffs", "Handoffs"),
            new($"/handoffs/new?workspace={client}", "Hand off"),
            new($"/handoffs/{draft}", "Hand off"),
            new($"/handoffs/{record}/record", "Handoff record"),
            new("/moves", "Moves"),
            new($"/moves/new?workspace={client}", "Move projects"),
            new("/audit", "Audit trail"),
            new("/platform", "Platform"),
            new("/signin", "Continue as Staff", Persona: null),
            new("/no-access", "No access", "no-access"),
        ];
    }
}

/// <summary>Signs in through the form, as a browser does.</summary>
internal static partial class Persona
{
    public static async Task SignInAsync(HttpClient browser, string persona, CancellationToken cancel)
    {
        var form = await browser.GetStringAsync(new Uri("/signin", UriKind.Relative), cancel);
        var token = AntiforgeryToken().Match(form).Groups["token"].Value;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("persona", persona)]);
        using var answer = await browser.PostAsync(new Uri("/signin/persona", UriKind.Relative), content, cancel);
        if (answer.RequestMessage?.RequestUri?.AbsolutePath.StartsWith("/signin", StringComparison.Ordinal) != false)
        {
            throw new InvalidOperationException("The console did not sign the persona in.");
        }
    }

    [GeneratedRegex(
        """"name="__RequestVerificationToken" value="(?<token>[^"]+)"""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AntiforgeryToken();
}
