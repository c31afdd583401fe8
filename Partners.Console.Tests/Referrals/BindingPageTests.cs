using Bunit;
using FluentAssertions;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>Payments without an account on the ledger's page, and the correction of a slip (docs/product.md L60, L67).</summary>
public sealed class BindingPageTests : LedgerDialogScene
{
    private readonly Guid _other = Guid.CreateVersion7();
    private Guid _account;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _account = Scene.Client.BillingAccountId!.Value;
        var other = Make.Client(Scene.Partner, "Dijken", billingAccountId: _other);
        await Scene.Database.AddAsync(
            other,
            Make.Account(_other, other, "cst_other"),
            Make.Payment("tr_link", string.Empty, 121_00, 21_00, new DateOnly(2026, 10, 20).StartInAmsterdam()));
    }

    [Fact]
    public async Task A_payment_is_bound_on_the_page_and_the_slip_corrected_there()
    {
        var page = Page();
        page.FindAll("section[aria-labelledby=unmatched] tbody tr").Should().ContainSingle();
        page.FindAll("details").Should().NotContain(one => one.TextContent.Contains("bound by hand", StringComparison.Ordinal));

        await BindAsync();
        var dialog = await OpenAsync(dialogs => dialogs.CorrectBindingAsync(Bound()));
        dialog.Find("dl.facts").TextContent.Should().Contain("tr_link").And.Contain(Bound().Account);
        await dialog.SendAsync();
        dialog.RefusalAt("Billing account that paid").Should().Be("Choose the billing account that paid.");
        dialog.RefusalAt("Reason").Should().Be(new Core.Changes.ReasonMissing().Sentence);

        await dialog.TypeAsync("Billing account that paid", _other.ToString());
        await dialog.TypeAsync("Reason", "Read the wrong line");
        await dialog.SendAsync();

        (await ClosedWithAsync<BindingCorrected>()).PaymentId.Should().Be("tr_link");
        page = Page();
        var folded = page.FindAll("details").Single(one => one.TextContent.Contains("1 payment bound by hand", StringComparison.Ordinal));
        folded.QuerySelector("tbody tr")!.TextContent.Should().Contain("Read the wrong line");
    }

    [Fact]
    public async Task Whoever_does_not_know_who_paid_lets_it_wait_again()
    {
        await BindAsync();
        var dialog = await OpenAsync(dialogs => dialogs.CorrectBindingAsync(Bound()));
        await dialog.Find("input[type=checkbox]").ChangeAsync(true);
        dialog.FindAll(".form-field > label").Select(label => label.TextContent).Should().Equal("Reason");
        await dialog.TypeAsync("Reason", "Not theirs");
        await dialog.SendAsync();

        (await ClosedWithAsync<BindingCorrected>()).Account.Should().BeNull();
        Page().FindAll("section[aria-labelledby=unmatched] tbody tr").Should().ContainSingle();
    }

    [Fact]
    public async Task Staff_see_it_without_the_buttons()
    {
        await BindAsync();
        var page = Page(Make.Staff);

        page.FindAll("details button").Should().BeEmpty();
        page.FindAll("details").Should().Contain(one => one.TextContent.Contains("1 payment bound by hand", StringComparison.Ordinal));
    }

    private IRenderedComponent<UnmatchedPayments> Page(Staff? who = null) =>
        Render<UnmatchedPayments>(parameters => parameters.AddCascadingValue(who ?? Make.CommercialOwner));

    private async Task BindAsync() =>
        (await Scene.Database.Get<ClientPayments>().BindAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), "tr_link", _account, "By the bank’s statement"),
            default)).IsDone.Should().BeTrue();

    private BoundPayment Bound() =>
        Scene.Database.Get<ClientPayments>().BoundByHandAsync(Make.Staff, default).Result.Newest.Single();
}
