using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// A partner with one client that has paid 121.00 (100.00 net) on the tenth of each month since May; today is 20 November 2026.
/// </summary>
internal sealed class LedgerScene : IAsyncDisposable
{
    private const string Customer = "cst_ledger";

    private LedgerScene(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public Organisation Partner { get; } = Make.PlatformPartner();

    public Workspace Client { get; private set; } = default!;

    public ReferralLedger Ledger => Database.Get<ReferralLedger>();

    public Payouts Payouts => Database.Get<Payouts>();

    public Statements Statements => Database.Get<Statements>();

    public static async Task<LedgerScene> CreateAsync(Action<IServiceCollection>? with = null)
    {
        var scene = new LedgerScene(await TestDatabase.CreateAsync(with));
        var account = Guid.CreateVersion7();
        scene.Client = Make.Client(scene.Partner, billingAccountId: account);
        await scene.Database.AddAsync([
            scene.Partner,
            scene.Client,
            Make.Account(account, scene.Client, Customer),
            .. Enumerable.Range(5, 7).Select(month => Payment($"tr_{month:D2}", new(2026, month, 10))),
        ]);
        return scene;
    }

    public static DealForm Form(
        string? kickback = "20",
        string? discount = "10",
        string? cap = "1000",
        DateOnly? startsOn = null,
        DateOnly? expiresOn = null,
        string? reference = "PA-2026-41",
        string? notes = null) =>
        new(kickback, discount, cap, startsOn ?? new DateOnly(2026, 5, 1), expiresOn, reference, notes);

    public static Payment Payment(string id, DateOnly day, long cents = 121_00, long vat = 21_00) =>
        Make.Payment(id, Customer, cents, vat, day.StartInAmsterdam().AddHours(12));

    public Task<Outcome<DealChanged>> AddAsync(
        DealForm? form = null,
        Guid? workspaceId = null,
        string? clientName = null,
        Guid? partnerId = null) =>
        Ledger.AddAsync(
            Make.CommercialOwner,
            new(
                Guid.CreateVersion7(),
                partnerId ?? Partner.Id,
                clientName is null ? workspaceId ?? Client.Id : workspaceId,
                clientName,
                form ?? Form()),
            default);

    public async Task<Guid> AddedAsync(DealForm? form = null) => (await AddAsync(form)).Value!.DealId;

    public Task<Outcome<DealChanged>> AmendAsync(
        Guid deal,
        DealForm form,
        DateOnly? holdsFrom,
        string? reason = "As agreed",
        int version = 1,
        Guid? workspaceId = null) =>
        Ledger.AmendAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), deal, version, workspaceId, form, holdsFrom, reason), default);

    public Task<Outcome<DealChanged>> EndAsync(Guid deal, DateOnly? lastDay, string? reason = "The client left", int version = 1) =>
        Ledger.EndAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), deal, version, lastDay, reason), default);

    public Task<Outcome<DealChanged>> VoidAsync(Guid deal, string? reason = "Recorded twice", int version = 1) =>
        Ledger.VoidAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), deal, version, reason), default);

    public Task<Outcome<PayoutMade>> PayAsync(
        Guid deal,
        string? amount = "50",
        DateOnly? paidOn = null,
        string? reference = "SEPA 17",
        bool isAdvance = false,
        string? why = null,
        int version = 1) =>
        Payouts.RecordAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal, version, amount, paidOn, reference, isAdvance, why),
            default);

    public Task<Outcome<PayoutMade>> ReverseAsync(Guid deal, Guid payout, string? reason = "Sent to the wrong account", int version = 2) =>
        Payouts.ReverseAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), deal, version, payout, reason), default);

    /// <summary>Closes the month like someone who looks at its current statement.</summary>
    public async Task<Outcome<MonthClosed>> CloseAsync(Month month)
    {
        var seen = await Statements.FindAsync(Make.CommercialOwner, Partner.Id, month, default);
        return await CloseAsync(month.ToString(), seen!.Statement.Closing);
    }

    public Task<Outcome<MonthClosed>> CloseAsync(string? month, Money seen = default) =>
        Statements.CloseAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), Partner.Id, month, seen), default);

    public async Task CloseThroughAsync(int month) => (await CloseAsync(new Month(2026, month))).IsDone.Should().BeTrue();

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
