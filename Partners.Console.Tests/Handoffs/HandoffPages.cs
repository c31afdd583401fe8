using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Handoffs;
using Partners.Console.Links;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;
using Partners.Core.Mail;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>
/// The base of tests of handoff pages: the real services, and Bureau Samenspel with Pim, who is about to hand "Woonvisie" to the Gemeente
/// Zwolle. Carla is the data owner. Today is 20 November 2026.
/// </summary>
public abstract class HandoffPages : ShellContext, IAsyncLifetime
{
    protected static readonly Staff Amina = new("operator-1", "Amina Haddad", "amina@dembrane.example", Role.HandoffOperator.Permissions);
    protected static readonly Staff Sven = new("operator-2", "Sven Kok", "sven@dembrane.example", Role.HandoffOperator.Permissions);

    /// <summary>A plan is saved half a second after the last letter, and a busy machine takes longer.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected TestDatabase Database { get; private set; } = default!;

    protected Workspace Workspace { get; private set; } = default!;

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected HandoffDrafts Drafts => Database.Get<HandoffDrafts>();

    private protected Organisation Partner { get; } = Make.PlatformPartner();

    private protected Organisation Zwolle { get; } = Make.Organisation("Gemeente Zwolle");

    private protected Person Pim { get; } = Make.Person("Pim Smit", "pim@samenspel.example");

    private protected Person Carla { get; } = Make.Person("Carla Bos", "griffie@zwolle.example");

    private protected WorkspaceMembership SeatOfPim { get; private set; } = default!;

    private protected Deal Deal { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        var account = Guid.CreateVersion7();
        Workspace = Make.Client(Partner, billingAccountId: account);
        Deal = Make.Deal(Partner, Workspace, expiresOn: new(2027, 12, 31));
        SeatOfPim = Make.Seat(Workspace, Pim, WorkspaceRole.Owner);
        await Database.AddAsync(
            Partner,
            Zwolle,
            Pim,
            Carla,
            Make.Belonging(Partner, Pim),
            Make.Belonging(Zwolle, Carla),
            Workspace,
            Make.Account(account, Workspace, "cst_woonvisie"),
            Deal,
            SeatOfPim,
            Make.Seat(Workspace, Carla, WorkspaceRole.Observer),
            Make.Invite(Workspace, "raad@zwolle.example", WorkspaceRole.Observer));
        Add<HandoffDirectory>();
        Add<HandoffProofs>();
        Add<HandoffCertificates>();
        Add<HandoffConsents>();
        Add<ConsentSettings>();
        Add<MailQueue>();
        Add<HandoffDrafts>();
        Add<HandoffMail>();
        Add<OrganisationOverview>();
        Add<HandoffTransfer>();
        Add<OrganisationDirectory>();
        Add<WorkspaceOverview>();
        Add<ChangeFeed>();
        Add<PlatformStates>();
        Add<PushWaits>();
        Add<JobList>();
        Add<IFreshSignIn>();
        Services.AddSingleton<TimeProvider>(Database.Clock);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new draft with its defaults.</summary>
    protected async Task<Guid> BegunAsync() =>
        (await Drafts.BeginAsync(Amina, new(Guid.CreateVersion7(), Workspace.Id), default)).Value!.HandoffId;

    /// <summary>A draft with everything decided, for that day.</summary>
    protected async Task<Guid> ReadyAsync(DateOnly? on = null)
    {
        var id = await BegunAsync();
        var plan = (await FoundAsync(id)).Handoff.Plan;
        await SaveAsync(id, Amina, plan with
        {
            Client = new(Zwolle.Id),
            Timing = Agreed(on ?? Database.Today),
            Billing = new(
                "Gemeente Zwolle",
                "Grote Kerkplein 15",
                "8011 PK",
                "Zwolle",
                "NL",
                "NL001234567B01",
                "facturen@zwolle.example",
                PaymentMode.Offline),
            Deals = [new(Deal.Id, DealFate.Continue)],
        });
        return id;
    }

    protected async Task<Guid> CompletedAsync()
    {
        var id = await ReadyAsync();
        await ConfirmAsync(id);
        return id;
    }

    protected async Task<HandedOff> ConfirmAsync(Guid id) =>
        (await Database.Get<HandoffTransfer>().HandOffAsync(
            Amina,
            new(Guid.CreateVersion7(), id, (await FoundAsync(id)).Handoff.Version, Workspace.Name, Zwolle.Name, true, true),
            default)).Value!;

    /// <summary>Sets the invoice details that the platform had until the handoff.</summary>
    protected Task BilledAsync() =>
        Database.ByHandAsync(
            "UPDATE BillingAccounts SET LegalName = 'Woonvisie', AddressLine = 'Oude Straat 1', PostalCode = '8011 AA', City = 'Zwolle', "
                + "Country = 'NL', VatNumber = 'NL009999999B01'");

    protected async Task SaveAsync(Guid id, Staff who, HandoffPlan plan) =>
        await Drafts.SaveAsync(who, new(Guid.CreateVersion7(), id, (await FoundAsync(id)).Handoff.Version, plan), default);

    protected async Task<HandoffDetails> FoundAsync(Guid id) => (await Database.Get<HandoffDirectory>().FindAsync(Amina, id, default))!;

    protected async Task<HandoffPlan> PlanAsync(Guid id) => (await FoundAsync(id)).Handoff.Plan;

    protected static TimingPlan Agreed(DateOnly on) =>
        new(on, new("Pim Smit", on.AddDays(-8), "in a call", on), new("Carla Bos", on.AddDays(-7), "by mail", on));

    private protected IRenderedComponent<HandoffPage> Open(Guid id, HandoffStep? step = null, Staff? who = null)
    {
        Navigation.NavigateTo(step is { } named ? HandoffAddresses.Of(id, named) : HandoffAddresses.Of(id));
        var page = Render<HandoffPage>(parameters => parameters.Add(page => page.Id, id.ToString()).AddCascadingValue(who ?? Amina));
        page.WaitForElement("h1", Patience);
        return page;
    }

    /// <summary>The input with this label, inside a group if several have it.</summary>
    protected static IElement Field<TComponent>(IRenderedComponent<TComponent> page, string label, string? group = null)
        where TComponent : IComponent
    {
        var within = group is null
            ? page.FindAll("main, body, label").Concat(page.FindAll("label"))
            : page
                .FindAll("fieldset")
                .Single(set => set.QuerySelector(":scope > legend")?.TextContent.Contains(group, StringComparison.Ordinal) == true)
                .QuerySelectorAll("label");
        var found = within.First(candidate =>
            candidate.TextContent.Replace(" (optional)", string.Empty, StringComparison.Ordinal).Trim() == label);
        return found.QuerySelector("input, select") ?? page.Find($"#{found.GetAttribute("for")}");
    }

    protected static IElement Button<TComponent>(IRenderedComponent<TComponent> page, string text)
        where TComponent : IComponent => page.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private void Add<TService>()
        where TService : class => Services.AddSingleton(_ => Database.Get<TService>());
}
