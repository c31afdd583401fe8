using FluentAssertions;
using Partners.Core.Access;
using Partners.Core.Moves;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Moves;

public sealed class MoveRulesTests
{
    private static readonly Guid s_samenspel = Guid.CreateVersion7();
    private static readonly Guid s_weerklank = Guid.CreateVersion7();
    private static readonly Guid s_pool = Guid.CreateVersion7();

    [Fact]
    public void Internal_workspaces_of_one_organisation_have_one_data_owner_the_organisation()
    {
        MoveRules.IsOneDataOwner(Internal(s_samenspel), Internal(s_samenspel)).Should().BeTrue();
        MoveRules.IsOneDataOwner(Internal(s_samenspel), Internal(s_weerklank)).Should().BeFalse();
    }

    [Fact]
    public void An_external_client_workspaces_data_owner_is_its_client_and_not_the_partner_that_runs_it() =>
        MoveRules.IsOneDataOwner(Internal(s_samenspel), Client(s_samenspel, "Gemeente Zwolle", "griffie@zwolle.example"))
            .Should().BeFalse();

    [Fact]
    public void Two_workspaces_that_name_client_and_address_alike_have_one_data_owner_whoever_runs_them()
    {
        var zwolle = Client(s_samenspel, "Gemeente Zwolle", "griffie@zwolle.example");

        MoveRules.IsOneDataOwner(zwolle, Client(s_samenspel, "gemeente zwolle", "Griffie@Zwolle.example")).Should().BeTrue();
        MoveRules.IsOneDataOwner(zwolle, Client(s_weerklank, "Gemeente Zwolle", "griffie@zwolle.example")).Should().BeTrue();
        MoveRules.IsOneDataOwner(zwolle, Client(s_samenspel, "Gemeente Ede", "griffie@zwolle.example")).Should().BeFalse();
        MoveRules.IsOneDataOwner(zwolle, Client(s_samenspel, "Gemeente Zwolle", "beheer@zwolle.example")).Should().BeFalse();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Gemeente Zwolle", null)]
    [InlineData(null, "griffie@zwolle.example")]
    public void A_workspace_that_does_not_name_both_has_a_data_owner_of_its_own(string? name, string? email)
    {
        var one = Client(s_samenspel, name, email);

        MoveRules.IsOneDataOwner(one, Client(s_samenspel, name, email)).Should().BeFalse();
        MoveRules.IsOneDataOwner(one, one).Should().BeTrue();
    }

    [Fact]
    public void Who_pays_is_the_billing_account_and_an_organisation_for_internal_workspaces_where_none_is_known()
    {
        MoveRules.IsOnePayer(Internal(s_samenspel, s_pool), Internal(s_samenspel, s_pool)).Should().BeTrue();
        MoveRules.IsOnePayer(Internal(s_samenspel, s_pool), Internal(s_samenspel, Guid.CreateVersion7())).Should().BeFalse();
        MoveRules.IsOnePayer(Internal(s_samenspel), Internal(s_samenspel)).Should().BeTrue();
        MoveRules.IsOnePayer(Client(s_samenspel, "A", "a@a.example"), Client(s_samenspel, "A", "a@a.example")).Should().BeFalse();
    }

    [Fact]
    public void Within_one_data_owner_and_one_payer_staff_move_and_across_either_it_takes_the_transfer_permission()
    {
        MoveRules.Needs(Internal(s_samenspel, s_pool), Internal(s_samenspel, s_pool)).Should().Be(Permission.MoveProjects);
        MoveRules.Needs(Internal(s_samenspel, s_pool), Internal(s_samenspel, Guid.CreateVersion7()))
            .Should().Be(Permission.Transfer, "the payer changes");
        MoveRules.Needs(Internal(s_samenspel, s_pool), Client(s_samenspel, "Gemeente Zwolle", "griffie@zwolle.example", s_pool))
            .Should().Be(Permission.Transfer, "the data owner changes");
    }

    private static MovePlace Internal(Guid organisation, Guid? account = null) =>
        new(Guid.CreateVersion7(), "Default", organisation, "Bureau", UsageContext.Internal, null, null, account, null, IsOpen: true);

    private static MovePlace Client(Guid partner, string? name, string? email, Guid? account = null) =>
        new(Guid.CreateVersion7(), "Woonvisie", partner, "Bureau", UsageContext.External, name, email, account, null, IsOpen: false);
}
