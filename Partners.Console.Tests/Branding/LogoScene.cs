using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Branding;

/// <summary>A partner with a client's workspace, on an account of some tier.</summary>
internal sealed class LogoScene
{
    public LogoScene(Tier? tier = Tier.Changemaker, string name = "Woonvisie")
    {
        var account = Guid.CreateVersion7();
        Workspace = Make.Client(Partner, name, billingAccountId: tier is null ? null : account);
        Account = tier is { } known
            ? new BillingAccount(account, BillingFacts.OfNewClient(Workspace.Id, name, known, BillingPeriod.Monthly, FixedClock.Noon))
            : null;
    }

    public Organisation Partner { get; } = Make.PlatformPartner();

    public Workspace Workspace { get; }

    public BillingAccount? Account { get; }

    public IEnumerable<object> Everything => new object?[] { Partner, Workspace, Account }.OfType<object>();

    public PlaceLogo Place(byte[] content, int version = 1, Guid? requestId = null) =>
        new(requestId ?? Guid.CreateVersion7(), Workspace.Id, version, content);

    public RemoveLogo Remove(int version, string? reason = "It is an old one") => new(Guid.CreateVersion7(), Workspace.Id, version, reason);
}
