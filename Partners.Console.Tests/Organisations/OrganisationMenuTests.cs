using FluentAssertions;
using Partners.Console.Organisations;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Organisations;

public sealed class OrganisationMenuTests
{
    private static readonly Guid s_id = Guid.Parse("01930000-0000-7000-8000-000000000001");
    private readonly List<string> _done = [];

    [Fact]
    public void Leads_to_the_organisation_and_to_each_part_of_it()
    {
        var menu = MenuOf(isPartner: false, Make.Staff);

        menu.Select(item => (item.Text, item.Href)).Should().Equal(
            ("Open", $"/organisations/{s_id}"),
            ("Make partner…", null),
            ("External-client workspaces", $"/organisations/{s_id}?tab=workspaces&external=true"),
            ("Deals", $"/organisations/{s_id}?tab=deals"),
            ("Audit trail", $"/organisations/{s_id}?tab=audit"));
        menu.Should().OnlyContain(item => item.DisabledReason == null);
    }

    [Theory]
    [InlineData(false, "Make partner…", "make")]
    [InlineData(true, "Withdraw partner status…", "withdraw")]
    public async Task Offers_the_step_that_there_is_from_here(bool isPartner, string text, string done)
    {
        await MenuOf(isPartner, Make.Staff)[1].OnClick!();

        MenuOf(isPartner, Make.Staff)[1].Text.Should().Be(text);
        _done.Should().Equal(done);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Says_to_someone_who_may_not_toggle_why_the_step_is_disabled(bool isPartner)
    {
        var reader = new Staff("reader", "Ria Lezer", "ria@dembrane.example", Permission.Read);
        var menu = MenuOf(isPartner, reader);

        menu[1].DisabledReason.Should().Be(new NotPermitted(Permission.TogglePartner).Sentence).And.NotBeEmpty();
        menu.Where(item => item.Href is not null).Should().OnlyContain(item => item.DisabledReason == null);
    }

    private IReadOnlyList<KebabItem> MenuOf(bool isPartner, Staff who) => OrganisationMenu.For(
        new OrganisationRow(s_id, "Van Dijk", isPartner, 0, 0, FixedClock.Noon, 1), who, () => Do("make"), () => Do("withdraw"));

    private Task Do(string what)
    {
        _done.Add(what);
        return Task.CompletedTask;
    }
}
