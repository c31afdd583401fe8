using System.Security.Claims;
using FluentAssertions;
using Partners.Console.Access;
using Partners.Core.Access;

namespace Partners.Console.Tests.Access;

public sealed class StaffClaimsTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reads_the_person_that_was_written()
    {
        var staff = StaffClaims.StaffOf(StaffClaims.Principal("s-1", "Noor de Wit", "noor@dembrane.example", [Role.Staff.Name], s_now));

        staff.Should().Be(new Staff("s-1", "Noor de Wit", "noor@dembrane.example", Role.Staff.Permissions));
    }

    [Fact]
    public void Adds_up_the_permissions_of_several_roles() =>
        StaffClaims.StaffOf(StaffClaims.Principal("s", "n", "e", [Role.CommercialOwner.Name, Role.HandoffOperator.Name], s_now)).Permissions
            .Should().Be(Role.CommercialOwner.Permissions | Role.HandoffOperator.Permissions);

    [Fact]
    public void Gives_nothing_for_a_role_that_is_not_known() =>
        StaffClaims.StaffOf(StaffClaims.Principal("s", "n", "e", ["Administrator", "staff"], s_now)).Permissions
            .Should().Be(Permission.None);

    [Fact]
    public void Gives_nothing_to_someone_who_did_not_sign_in() =>
        StaffClaims.StaffOf(new ClaimsPrincipal(new ClaimsIdentity([new Claim(StaffClaims.Role, Role.Staff.Name)]))).Permissions
            .Should().Be(Permission.None);
}
