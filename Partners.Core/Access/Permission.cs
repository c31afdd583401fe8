namespace Partners.Core.Access;

/// <summary>What a person may do here. Who holds which is said by <see cref="Role"/>.</summary>
[Flags]
public enum Permission
{
    None = 0,

    /// <summary>See every page and every figure.</summary>
    Read = 1,

    /// <summary>Make an organisation a partner, record its agreement, withdraw the status.</summary>
    TogglePartner = 1 << 1,

    /// <summary>Look after external-client workspaces and their people.</summary>
    ManageWorkspaces = 1 << 2,

    /// <summary>Work the external-led pipeline.</summary>
    WorkPipeline = 1 << 3,

    /// <summary>Move projects inside one data owner.</summary>
    MoveProjects = 1 << 4,

    /// <summary>Record and amend referral deals and payouts, close months.</summary>
    EditLedger = 1 << 5,

    /// <summary>Hand a workspace off; move projects across data owners.</summary>
    Transfer = 1 << 6,
}
