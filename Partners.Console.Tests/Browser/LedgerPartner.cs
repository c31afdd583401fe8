using FluentAssertions;
using Partners.Console.Tests.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Browser;

/// <summary>Creates a partner for each journey of the ledger.</summary>
internal static class LedgerPartner
{
    public const string Client = "Gemeente Zwolle";

    public static string NameOf(string partner) => $"{partner} – {Client}";

    /// <summary>A partner with one client, whose account has paid 100.00 net on the tenth of each month since May.</summary>
    public static async Task<(Guid Partner, Guid Workspace)> WithPaymentsAsync(DemonstrationConsole console, string name)
    {
        var partner = Make.PlatformPartner(name);
        var account = Guid.CreateVersion7();
        var workspace = Make.Client(partner, dataOwner: Client, billingAccountId: account);
        var customer = $"cst_{partner.Id:N}";
        await console.AddAsync([
            partner,
            workspace,
            Make.Account(account, workspace, customer),
            .. Enumerable.Range(5, 7).Select(month =>
                Make.Payment($"tr_{customer}_{month}", customer, 121_00, 21_00, new(2026, month, 10, 12, 0, 0, TimeSpan.Zero))),
        ]);
        return (partner.Id, workspace.Id);
    }

    /// <summary>Adds a deal of 20 % since May, capped at 1,000 euros: 140.00 is earned.</summary>
    public static async Task<Guid> WithDealAsync(DemonstrationConsole console, string name)
    {
        var (partner, workspace) = await WithPaymentsAsync(console, name);
        var added = await console.Get<ReferralLedger>().AddAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), partner, workspace, null, LedgerScene.Form()),
            CancellationToken.None);
        added.IsDone.Should().BeTrue();
        return added.Value!.DealId;
    }
}
