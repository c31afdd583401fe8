namespace Partners.Core.Access;

/// <summary>What a person may do here. <see cref="Role"/> says who holds which.</summary>
[Flags]
public enum Permission
{
    None = 0,

    /// <summary>See every page and every figure.</summary>
    Read = 1,

    /// <summary>Turn the partner flag on or off, and record agreements.</summary>
    TogglePartner = 1 << 1,

    /// <summary>Manage external-client workspaces and their people.</summary>
    ManageWorkspaces = 1 << 2,

    /// <summary>Work the external-led pipeline.</summary>
    WorkPipeline = 1 << 3,

    /// <summary>Move projects that keep their data owner and payer.</summary>
    MoveProjects = 1 << 4,

    /// <summary>Record and amend referral deals and payouts, close months.</summary>
    EditLedger = 1 << 5,

    /// <summary>Hand a workspace off; move projects to another data owner or payer.</summary>
    Transfer = 1 << 6,
}
