using Partners.Core.Billing;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>The steps of a handoff, in order (docs/product.md H2).</summary>
public enum HandoffStep
{
    Workspace,
    Client,
    Timing,
    People,
    DataFlows,
    BillingAndDeals,
    Checks,
    Review,
    Confirm,
}

/// <summary>
/// What has been decided so far. It is saved as typed, complete or not, so that no input is lost; <see cref="HandoffChecks"/> says what is
/// missing or wrong.
/// </summary>
public sealed record HandoffPlan
{
    public ClientPlan Client { get; init; } = new();

    public TimingPlan Timing { get; init; } = new();

    /// <summary>One for each person who had access when the people were last reviewed.</summary>
    public IReadOnlyList<PersonPlan> People { get; init; } = [];

    /// <summary>One for each invite that was open then.</summary>
    public IReadOnlyList<InvitePlan> Invites { get; init; } = [];

    /// <summary>One for each webhook decided on.</summary>
    public IReadOnlyList<FlowPlan> Flows { get; init; } = [];

    public BillingPlan Billing { get; init; } = new();

    /// <summary>One for each open deal decided on.</summary>
    public IReadOnlyList<DealPlan> Deals { get; init; } = [];

    /// <summary>Compares lists by content, which record equality would not, so that saving an unchanged plan counts as no change.</summary>
    public bool Equals(HandoffPlan? other) =>
        other is not null && Client == other.Client && Timing == other.Timing && Billing == other.Billing
        && People.SequenceEqual(other.People) && Invites.SequenceEqual(other.Invites) && Flows.SequenceEqual(other.Flows)
        && Deals.SequenceEqual(other.Deals);

    public override int GetHashCode() => HashCode.Combine(Client, Timing, Billing, People.Count, Invites.Count, Deals.Count);
}

/// <summary>Who gets the workspace: an existing organisation, or a new one with its owner.</summary>
/// <param name="OrganisationId">Null for a new one.</param>
/// <param name="NewName">The new organisation's name.</param>
/// <param name="NewOwnerId">The person who will own the new one.</param>
public sealed record ClientPlan(Guid? OrganisationId = null, string? NewName = null, Guid? NewOwnerId = null);

/// <param name="AgreedOn">The day from which the client owns and pays.</param>
public sealed record TimingPlan(DateOnly? AgreedOn = null, Confirmation? Partner = null, Confirmation? Client = null);

/// <summary>One side's agreement.</summary>
/// <param name="By">Who agreed.</param>
/// <param name="On">The day they agreed.</param>
/// <param name="How">In a call, by mail, and so on.</param>
/// <param name="For">The handoff day they agreed to.</param>
public sealed record Confirmation(string? By = null, DateOnly? On = null, string? How = null, DateOnly? For = null)
{
    /// <summary>The <see cref="Handoffs.PlanPrint"/> of the plan that they confirmed by a link; null if staff recorded it.</summary>
    public string? PlanPrint { get; init; }
}

/// <summary>What happens to someone with access.</summary>
/// <param name="Role">The role afterwards; null if they lose access.</param>
/// <param name="Purpose">Why someone of the partner keeps access; null for everyone else.</param>
/// <param name="Until">The last day on which someone of the partner keeps access; null for everyone else.</param>
public sealed record PersonPlan(Guid MembershipId, WorkspaceRole? Role, string? Purpose = null, DateOnly? Until = null)
{
    /// <summary>How long someone of the partner is kept if nobody says otherwise.</summary>
    public const int UsualDays = 90;

    public const int MostYears = 2;
}

/// <param name="Role">The role afterwards; null if the invite is revoked.</param>
public sealed record InvitePlan(Guid InviteId, WorkspaceRole? Role);

public enum FlowFate
{
    /// <summary>It ends with the handoff.</summary>
    Remove,

    /// <summary>It goes on, because the client accepted it.</summary>
    Keep,
}

/// <summary>What happens to a webhook, by which conversations leave the platform.</summary>
/// <param name="AcceptedBy">Who at the client accepted that it goes on.</param>
/// <param name="AcceptedOn">The day they did.</param>
public sealed record FlowPlan(Guid WebhookId, FlowFate Fate, string? AcceptedBy = null, DateOnly? AcceptedOn = null);

/// <summary>
/// The client's invoice details. The workspace keeps its account, and with it the discount; the previous payment customer leaves it.
/// </summary>
/// <param name="Country">Two letters, such as NL.</param>
public sealed record BillingPlan(
    string? LegalName = null,
    string? AddressLine = null,
    string? PostalCode = null,
    string? City = null,
    string? Country = null,
    string? VatNumber = null,
    string? InvoiceEmail = null,
    PaymentMode PaymentMode = PaymentMode.None);

public enum DealFate
{
    /// <summary>Ends on the day of the handoff; what is owed is paid out.</summary>
    SettleAndEnd,

    /// <summary>Runs to its own end: the partner keeps earning.</summary>
    Continue,

    /// <summary>Ends on the day of the handoff; the partner gives up what it would still have earned.</summary>
    Waive,
}

/// <param name="Reason">Why it is waived.</param>
public sealed record DealPlan(Guid DealId, DealFate Fate, string? Reason = null);
