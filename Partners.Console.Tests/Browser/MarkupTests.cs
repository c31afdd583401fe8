using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Console.Tests.Branding;
using Partners.Console.Tests.Consent;
using Partners.Console.Tests.Mail;
using Partners.Console.Tests.Support;
using Partners.Core.Branding;
using Partners.Core.Consent;
using Partners.Core.Documents;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;
using Partners.Core.Mail;
using Partners.Core.Moves;
using Partners.Core.Persistence;
using Partners.Core.Platform.Import;
using Partners.Core.Referrals;
using Partners.Core.Views;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Browser;

/// <summary>Markup in every field is shown as text everywhere.</summary>
public sealed class MarkupTests(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Partner = "Bureau Samenspel";
    private const string Client = "Gemeente Vlierdam";

    /// <summary>
    /// Columns that no page shows: of a logo's address only the host is shown, and invoice details are copied into a handoff's plan. What
    /// a link says is tried in ConsentPageTests, because a tainted plan ends it. The demonstration has no proof that broke, no webhook,
    /// nobody on another side by hand, and no import that warned.
    /// </summary>
    private static readonly string[] s_nowhere =
    [
        "BillingAccount.AddressLine", "BillingAccount.City", "BillingAccount.Country", "BillingAccount.DiscountKind",
        "BillingAccount.LegalName", "BillingAccount.PostalCode", "BillingAccount.VatNumber", "SignalRefreshRun.StartedByName",
        "DigestWish.Email", "DigestWish.Name",
        "Workspace.LogoUrl", "PaidInvoice.CreditOf", "PaidInvoice.RecordedByName",
        "ProofBreach.AcceptedBecause", "ProofBreach.AcceptedByName", "ProofBreach.Because", "ProofBreach.OpenedBy", "ProofBreach.Who",
        "ProjectWebhook.Status",
        "SidePlacement.Email", "SidePlacement.PlacedByName", "SidePlacement.Reason",
        "ImportNotice.File", "ImportNotice.Sentence", "PlatformSync.Problem", "PlatformSync.Withheld",
        "OutgoingMail.ChangedByName", "PlatformDelivery.Because", "PlatformDelivery.TheirsBy",
        "PlatformChange.Before", "PlatformChange.Theirs",
    ];

    private static readonly string[] s_tabs = ["workspaces", "deals", "clients", "audit"];
    private static readonly string[] s_records =
    [
        "drives-usage",
        "conversations?theirs=true",
        "invites-people",
        "acts-as-owner",
        "created-organisation",
    ];
    private static readonly string[] s_ofWorkspace = ["Invite…", "Change role…", "Edit data owner…", "What may each role do?"];
    private static readonly string[] s_ofDeal = ["Amend…", "Record payout…"];
    private static readonly string[] s_ofCard = ["Assign…", "Next step…", "Snooze…", "Dismiss…"];

    private readonly SortedSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _hurt = [];

    [Fact]
    public async Task Knows_every_column_of_text_as_typed_or_not()
    {
        var (inModel, listed) = await Console.QueryAsync(db => Task.FromResult(TaintedTexts.Columns(db.Model)));

        string.Join(' ', inModel.Except(listed, StringComparer.Ordinal))
            .Should().BeEmpty("a new column of text is tainted, or said not to be typed");
        string.Join(' ', listed.Except(inModel, StringComparer.Ordinal)).Should().BeEmpty("each of them is still there");
    }

    [Fact]
    public async Task Markup_is_text_on_every_page_and_in_every_dialog()
    {
        await AddWhatTheDemonstrationHasNotAsync();
        var addresses = await AddressesAsync();
        var dialogs = await DialogsAsync();
        var amina = await SignedInAsync(HandoffOperator);
        var joris = await SignedInAsync(CommercialOwner);
        await TaintedTexts.TaintAsync(Console);

        foreach (var address in addresses)
        {
            await amina.GoAsync(address);
            await LookAsync(amina, address);
        }

        foreach (var (address, opens) in dialogs)
        {
            await joris.GoAsync(address);
            foreach (var pressed in opens)
            {
                await joris.Screen.Locator(pressed).First.ClickAsync();
            }

            await joris.Screen.GetByRole(AriaRole.Dialog).First.IsShownAsync();
            await LookAsync(joris, $"{address}: {opens[^1]}");
        }

        _hurt.Should().BeEmpty("what is typed makes no element");
        TaintedTexts.Texts.SelectMany(entity => entity.Value.Select(column => $"{entity.Key}.{column}"))
            .Concat([
                "AuditEntry.Before",
                "AuditEntry.After",
                "ClosedMonth.Statement",
                "Handoff.Plan",
                "Handoff.Record",
                "PlatformChange.Value",
            ])
            .Except(s_nowhere, StringComparer.Ordinal)
            .Except(_seen, StringComparer.Ordinal)
            .Should().BeEmpty("each was looked at somewhere");
    }

    private async Task LookAsync(Visitor visitor, string where)
    {
        await visitor.Screen.Locator("main .loading").IsGoneAsync();
        var looked = await visitor.Page.EvaluateAsync<string[]>(TaintedTexts.Look);
        _seen.UnionWith(looked.Skip(1));
        if (looked[0] != "0")
        {
            _hurt.Add($"{where}: {looked[0]} elements");
        }

        if (visitor.TakeComplaints() is { Count: > 0 } complaints)
        {
            _hurt.Add($"{where}: {string.Join(' ', complaints)}");
        }
    }

    /// <summary>Adds a rejected row, a completed handoff, a cancelled one and one with a plan, a logo, and a reversed payout.</summary>
    private async Task AddWhatTheDemonstrationHasNotAsync()
    {
        using (var export = new ExportFiles().Set("org", "name", "null"))
        {
            (await Console.Get<PlatformImport>().RunAsync(Make.Staff, export.Folder, dryRun: false, progress: null, default)).Refusals
                .Should().BeEmpty();
        }

        var contexts = Console.Get<IDbContextFactory<PartnersDb>>();
        var moving = await OtherProcesses.AddElsewhereAsync(
            contexts,
            MoveJobKind.JobName,
            "moving 3 projects",
            Make.Operator,
            FixedClock.Noon);
        (await Console.Get<JobList>().CancelAsync(Make.Operator, moving, default)).Refusals.Should().BeEmpty();
        var failed = await OtherProcesses.AddElsewhereAsync(
            contexts,
            HandoffTransfer.Job.Name,
            "carrying out handoffs",
            Make.Operator,
            FixedClock.Noon);
        await Console.Get<JobRows>().EndAsync(failed, new(JobState.Failed, "It failed."), default);

        await AddMoneyFactsAsync();
        await MailScreen.AddFailedAsync(Console);
        await AddDocumentsAsync();
        await HandoffScreen.RecordAsync(Console);
        await HandoffScreen.CertifyTwiceAsync(Console);
        (await Console.Get<SavedViews>().SaveAsync(
            HandoffScreen.Amina,
            new(Guid.CreateVersion7(), ViewedGrid.Organisations, "Zelf", "partners=true"),
            default)).Refusals
            .Should().BeEmpty();
        var free = await Console.QueryAsync(db => db.Workspaces
            .Where(found => found.UsageContext == UsageContext.External && found.DeletedAt == null && found.DataOwnerName != Client)
            .Where(found =>
                db.Organisations.Any(partner => partner.Id == found.OrganisationId && partner.IsPartner)
                && !db.Handoffs.Any(handoff => handoff.WorkspaceId == found.Id))
            .OrderBy(found => found.Id).Select(found => found.Id).Take(2).ToListAsync());
        var drafts = Console.Get<HandoffDrafts>();
        var cancelled = (await drafts.BeginAsync(Make.Operator, new(Guid.CreateVersion7(), free[0]), default)).Value!;
        (await drafts.CancelAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), cancelled.HandoffId, cancelled.Version, "The client asked us to wait."),
            default)).Refusals
            .Should().BeEmpty();
        var begun = (await drafts.BeginAsync(Make.Operator, new(Guid.CreateVersion7(), free[1]), default)).Value!;
        var today = new DateOnly(2026, 11, 20);
        var plan = new HandoffPlan
        {
            Client = new(null, "Oosterveen zelf"),
            Timing = new(today, new("Pim", today, "in a call", today), new("Carla", today, "by mail", today)),
            Billing = new("Gemeente", "Markt 1", "1234 AB", "Oosterveen", "NL", "NL1", "facturen"),
        };
        (await drafts.SaveAsync(Make.Operator, new(Guid.CreateVersion7(), begun.HandoffId, begun.Version, plan), default)).Refusals
            .Should().BeEmpty();

        await AddLinksAsync(begun.HandoffId);

        var workspace = await Console.WorkspaceOfAsync("Gemeente Hogebeek");
        var version = await Console.QueryAsync(db =>
            db.Workspaces.Where(found => found.Id == workspace).Select(found => found.Version).SingleAsync());
        (await Console.Get<WorkspaceLogos>().PlaceAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), workspace, version, Pictures.Png()),
            default)).Refusals
            .Should().BeEmpty();

        var deal = await Console.DealOfAsync(Client);
        var payout = await Console.QueryAsync(db => db.Payouts.Where(found => found.DealId == deal).Select(found => found.Id).FirstAsync());
        var seen = await Console.QueryAsync(db => db.Deals.Where(found => found.Id == deal).Select(found => found.Version).SingleAsync());
        (await Console.Get<Payouts>().ReverseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal, seen, payout, "Paid to another account."),
            default)).Refusals
            .Should().BeEmpty();
    }

    /// <summary>A link that was refused with a reason, and one that was withdrawn.</summary>
    private async Task AddLinksAsync(Guid handoff)
    {
        var refused = await LinkMaking.AskAsync(Console, handoff, ConsentSide.Client);
        (await Console.Get<ConsentAnswers>().AnswerAsync(
            refused.Text,
            new(Guid.CreateVersion7(), ConsentAnswer.No, "Too soon", OtherDay: null, ConsentLanguage.English),
            "192.0.2.7",
            default)).Refusals.Should().BeEmpty();
        await LinkMaking.AskAsync(Console, handoff, ConsentSide.Partner);
        var link = await Console.QueryAsync(db => db.ConsentLinks
            .Where(found => found.SubjectId == handoff && found.Side == ConsentSide.Partner)
            .Select(found => found.Id)
            .SingleAsync());
        (await Console.Get<HandoffConsents>().WithdrawAsync(
            Make.Operator, new(Guid.CreateVersion7(), handoff, link), default)).Refusals.Should().BeEmpty();
    }

    private async Task<List<string>> AddressesAsync()
    {
        var (partner, weerklank, client, logo, deal) = (
            await Console.IdOfAsync(Partner),
            await Console.IdOfAsync("Studio Weerklank"),
            await Console.WorkspaceOfAsync(Client),
            await Console.WorkspaceOfAsync("Gemeente Hogebeek"),
            await Console.DealOfAsync(Client));
        var import = await Console.QueryAsync(db => db.ImportRejections.Select(rejection => rejection.ImportRunId).FirstAsync());
        var handoffs = await Console.QueryAsync(db => db.Handoffs.Select(handoff => handoff.Id).ToListAsync());
        var moves = await Console.QueryAsync(db => db.Moves.Select(move => move.Id).ToListAsync());
        var deals = await Console.QueryAsync(db => db.Deals.OrderBy(found => found.Id).Select(found => found.Id).Take(12).ToListAsync());
        var acting = (await Console.QueryAsync(db => db.PipelineEntries.ToListAsync()))
            .First(summary => summary.Signals.HasFlag(Signal.ActsAsOwner)).WorkspaceId;
        var closed = await Console.QueryAsync(db =>
            db.ClosedMonths.OrderByDescending(month => month.ClosedAt).Select(month => new { month.PartnerId, month.Month }).FirstAsync());
        return
        [
            "/",
            "/organisations",
            "/organisations?attention=agreement-ended",
            "/ledger",
            "/ledger/statements",
            "/billing",
            "/billing?kind=external-client",
            "/external-led",
            "/external-led?view=list",
            "/external-led?view=list&stage=dismissed",
            "/external-led?view=list&stage=snoozed",
            "/handoffs",
            "/mail",
            $"/mail/{await Console.MailAsync(MailKind.Statement)}",
            "/moves",
            "/moves/new",
            "/audit",
            "/audit?page=2",
            "/platform",
            "/platform?state=Applied",
            $"/platform?import={import}",
            $"/organisations/{partner}",
            .. s_tabs.Select(tab => $"/organisations/{partner}?tab={tab}"),
            $"/organisations/{weerklank}?tab=handoffs",
            $"/workspaces/{client}",
            $"/workspaces/{client}?tab=projects",
            $"/workspaces/{client}?tab=audit",
            $"/workspaces/{logo}",
            .. deals.Select(found => $"/ledger/{found}"),
            $"/ledger/{deal}",
            $"/ledger/{deal}?tab=audit",
            $"/ledger/statements/{partner}/2026-10",
            $"/ledger/statements/{closed.PartnerId}/{closed.Month}",
            $"/external-led?card={client}",
            .. s_records.Select(records => $"/external-led/{client}/{records}"),
            $"/external-led/{acting}/acts-as-owner",
            $"/handoffs/new?workspace={client}",
            .. handoffs.SelectMany(handoff => Enum.GetValues<HandoffStep>().Select(step => HandoffAddresses.Of(handoff, step))),
            .. handoffs.Select(handoff => $"/handoffs/{handoff}/record"),
            .. moves.SelectMany(move => new[] { $"/moves/{move}", $"/moves/{move}/back" }),
            MoveAddresses.New(new MoveDraft(client, [new(client, null)], await Console.WorkspaceOfAsync("GGD Heuvelrand"))),
        ];
    }

    /// <summary>The buttons to press, in order, until a dialog opens.</summary>
    /// <summary>An invoice and a refused payment of the client whose deal is looked at.</summary>
    private async Task AddMoneyFactsAsync()
    {
        var workspace = await Console.WorkspaceOfAsync(Client);
        var account = await Console.QueryAsync(db => db.Workspaces
            .Where(found => found.Id == workspace)
            .Select(found => found.BillingAccountId!.Value)
            .SingleAsync());
        var refused = new RefusedPayment("tr_refused");
        refused.Say(account, workspace, "10000 JPY", "2026-09-01", "It is in another currency.");
        var day = new DateOnly(2026, 9, 1);
        await Console.AddAsync(
            refused,
            new PaidInvoice(
                account,
                workspace,
                "2026-17",
                new(100_00),
                new(21_00),
                day,
                creditOf: null,
                Make.CommercialOwner,
                FixedClock.Noon));
    }

    /// <summary>A document of the deal that was taken off, and one that counts.</summary>
    private async Task AddDocumentsAsync()
    {
        var deal = await Console.DealOfAsync(Client);
        var terms = await Console.QueryAsync(db =>
            db.Deals.Where(found => found.Id == deal).SelectMany(found => found.Terms).Select(found => found.Id).FirstAsync());
        var gone = new StoredDocument(DocumentOf.Terms, terms, "gone.pdf", [1], "hash", Make.CommercialOwner, FixedClock.Noon);
        gone.End(Make.CommercialOwner, "Of another deal.", FixedClock.Noon);
        await Console.AddAsync(
            gone,
            new StoredDocument(DocumentOf.Terms, terms, "kept.pdf", [1], "hash", Make.CommercialOwner, FixedClock.Noon));
    }

    private async Task<List<(string Address, string[] Pressed)>> DialogsAsync()
    {
        var (partner, client, deal) = (
            await Console.IdOfAsync(Partner),
            await Console.WorkspaceOfAsync(Client),
            await Console.DealOfAsync(Client));
        var agency = await Console.IdOfAsync("GGD Heuvelrand");
        return
        [
            ($"/organisations/{partner}", ["text=Record agreement…"]),
            ($"/organisations/{partner}", ["text=Withdraw partner status…"]),
            ($"/organisations/{agency}", ["text=Make partner…"]),
            .. s_ofWorkspace.Select(button => ($"/workspaces/{client}", new[] { $"text={button}" })),
            .. s_ofDeal.Select(button => ($"/ledger/{deal}", new[] { $"text={button}" })),
            ($"/ledger/{deal}", [".page-actions [data-kebab]", "[role=menuitem]:has-text('End deal…')"]),
            ($"/ledger/{deal}", [".page-actions [data-kebab]", "[role=menuitem]:has-text('Record paid invoice…')"]),
            ("/ledger", ["text=Add deal…"]),
            ($"/mail/{await Console.MailAsync(MailKind.Statement)}", ["text=Edit…"]),
            .. s_ofCard.Select(item =>
                ("/external-led", new[] { "[data-stage=Signalled] [data-kebab]", $"[role=menuitem]:has-text('{item}')" })),
        ];
    }
}
