using Bunit;
using FluentAssertions;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Referrals;

public sealed class CorrectBindingDialogTests : LedgerDialogScene
{
    private const string Account = "Billing account that paid";

    [Fact]
    public async Task The_account_that_was_chosen_is_still_shown_where_nobody_was_said_to_know_in_between()
    {
        var bound = new BoundPayment("tr_1", "paid", new(121_00), new(21_00), FixedClock.Noon, Guid.CreateVersion7(), "Zuidwest", []);
        var dialog = await OpenAsync(dialogs => dialogs.CorrectBindingAsync(bound));
        dialog.WaitForAssertion(() => dialog.Options(Account).Should().HaveCountGreaterThan(1));
        await dialog.ChooseAsync(Account, dialog.Options(Account)[1]);
        var chosen = dialog.ValueOf(Account);

        await dialog.Find("input[type=checkbox]").ChangeAsync(new() { Value = true });
        dialog.FindAll("select").Should().BeEmpty();
        await dialog.Find("input[type=checkbox]").ChangeAsync(new() { Value = false });

        chosen.Should().NotBeNullOrEmpty();
        dialog.ValueOf(Account).Should().Be(chosen);
        dialog.Options(Account).Should().HaveCountGreaterThan(1);
    }
}
