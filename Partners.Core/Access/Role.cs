
namespace Partners.Core.Access;

/// <summary>A role and what it may do (docs/product.md A1, A2, A3).</summary>
public sealed record Role(string Name, Permission Permissions)
{
    private const Permission AllThatStaffMay =
        Permission.Read | Permission.TogglePartner | Permission.ManageWorkspaces | Permission.WorkPipeline | Permission.MoveProjects;

    public static readonly Role Staff = new("Staff", AllThatStaffMay);
    public static readonly Role CommercialOwner = new("Commercial owner", AllThatStaffMay | Permission.EditLedger);
    public static readonly Role HandoffOperator = new("Handoff operator", AllThatStaffMay | Permission.Transfer);

    public static readonly IReadOnlyList<Role> All = [Staff, CommercialOwner, HandoffOperator];
}
