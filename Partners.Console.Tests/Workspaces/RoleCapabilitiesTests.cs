using FluentAssertions;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

public sealed class RoleCapabilitiesTests
{
    private const string Matrix = """
        | Capability          | Owner | Admin | Member | Billing | External | Observer |
        | ViewProjects        | yes   | yes   | yes    | -       | yes      | yes      |
        | CreateProjects      | yes   | yes   | yes    | -       | -        | -        |
        | EditProjects        | yes   | yes   | yes    | -       | yes      | -        |
        | DeleteProjects      | yes   | yes   | -      | -       | -        | -        |
        | Capture             | yes   | yes   | yes    | -       | -        | -        |
        | ReadConversations   | yes   | yes   | yes    | -       | yes      | yes      |
        | DeleteConversations | yes   | yes   | yes    | -       | -        | -        |
        | Chat                | yes   | yes   | yes    | -       | yes      | -        |
        | ViewReports         | yes   | yes   | yes    | -       | yes      | yes      |
        | GenerateReports     | yes   | yes   | yes    | -       | yes      | -        |
        | PublishReports      | yes   | yes   | yes    | -       | -        | -        |
        | ManagePeople        | yes   | yes   | -      | -       | -        | -        |
        | ChangeSettings      | yes   | yes   | -      | -       | -        | -        |
        | SeeUsage            | yes   | yes   | yes    | yes     | -        | -        |
        | SeeInvoices         | yes   | yes   | -      | yes     | -        | -        |
        """;

    private static readonly string[][] s_cells =
        [.. Matrix.Split('\n').Select(line => line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public static TheoryData<WorkspaceRole, Capability, bool> Cells =>
        [.. s_cells[1..].SelectMany(line => line[1..].Select((cell, column) =>
            (Enum.Parse<WorkspaceRole>(s_cells[0][column + 1]), Enum.Parse<Capability>(line[0]), cell == "yes")))];

    [Fact]
    public void The_table_has_every_role_and_every_capability()
    {
        s_cells[0][1..].Should().BeEquivalentTo(Enum.GetNames<WorkspaceRole>());
        s_cells[1..].Select(line => line[0]).Should().BeEquivalentTo(Enum.GetNames<Capability>());
        s_cells.Should().OnlyContain(line => line.Length == 7);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Says_who_may_do_what(WorkspaceRole role, Capability capability, bool may) => role.May(capability).Should().Be(may);

    [Fact]
    public void Observers_can_view_projects_read_conversations_and_view_reports_nothing_else() =>
        RoleCapabilities.Of(WorkspaceRole.Observer).Should().BeEquivalentTo([
            Capability.ViewProjects,
            Capability.ReadConversations,
            Capability.ViewReports,
        ]);

    [Fact]
    public void Externals_read_conversations_edit_projects_use_chat_and_generate_not_publish_reports()
    {
        Capability[] doingRealWork = [Capability.ReadConversations, Capability.EditProjects, Capability.Chat, Capability.GenerateReports];
        doingRealWork.Should().OnlyContain(capability => WorkspaceRole.External.May(capability));
        WorkspaceRole.External.May(Capability.PublishReports).Should().BeFalse();
    }

    [Fact]
    public void Externals_cannot_create_or_delete_projects_capture_or_invite()
    {
        Capability[] not = [Capability.CreateProjects, Capability.DeleteProjects, Capability.Capture, Capability.ManagePeople];
        not.Should().NotContain(capability => WorkspaceRole.External.May(capability));
    }

    [Fact]
    public void Observers_cost_nothing_and_every_other_role_is_a_seat() =>
        Enum.GetValues<WorkspaceRole>().Where(role => !role.TakesSeat()).Should().Equal(WorkspaceRole.Observer);

    [Fact]
    public void Observer_and_external_are_the_outside_collaborators() =>
        Enum.GetValues<WorkspaceRole>()
            .Where(role => role.IsOutsideCollaborator())
            .Should().BeEquivalentTo([WorkspaceRole.External, WorkspaceRole.Observer]);
}
