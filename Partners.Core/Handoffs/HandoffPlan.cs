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
    BillingAndDeals,
    Checks,
    Review,
    Confirm,
}

/// <summary>
/// What was decided so far. Kept as it was typed, complete or not: what is missing or wrong is said by <see cref="HandoffChecks"/>,
/// so that nothing that somebody entered is lost.
/// </summary>
public sealed record HandoffPlan
{
    public ClientPlan Client { get; init; } = new();

    public TimingPlan Timing { get; init; } = new();

    /// <summary>One for everybody who had access when the people were last looked at.</summary>
    public IReadOnlyList<PersonPlan> People { get; init; } = [];

    /// <summary>One for every open invite there was then.</summary>
    public IReadOnlyList<InvitePlan> Invites { get; init; } = [];

    public BillingPlan Billing { get; init; } = new();

    /// <summary>One for every open deal that was decided on.</summary>
    public IReadOnlyList<DealPlan> Deals { get; init; } = [];

    /// <summary>What belongs to the partner's side may be kept word for word, so lists are compared by what is in them.</summary>
    public bool Equals(HandoffPlan? other) =>
        other is not null && Client == other.Client && Timing == other.Timing && Billing == other.Billing
        && People.SequenceEqual(other.People) && Invites.SequenceEqual(other.Invites) && Deals.SequenceEqual(other.Deals);

    public override int GetHashCode() => HashCode.Combine(Client, Timing, Billing, People.Count, Invites.Count, Deals.Count);
}

/// <summary>Who gets the workspace: an organisation that is there, or a new one with its owner.</summary>
/// <param name="OrganisationId">Null for a new one.</param>
/// <param name="NewName">Of the new one.</param>
/// <param name="NewOwnerId">The person who owns the new one.</param>
public sealed record ClientPlan(Guid? OrganisationId = null, string? NewName = null, Guid? NewOwnerId = null);

/// <param name="AgreedOn">The day from which the client owns and pays.</param>
public sealed record TimingPlan(DateOnly? AgreedOn = null, Confirmation? Partner = null, Confirmation? Client = null);

/// <summary>That one side has agreed.</summary>
/// <param name="By">Who said so.</param>
/// <param name="On">The day on which they did.</param>
/// <param name="How">In a call, by mail, and the like.</param>
/// <param name="For">The day that they agreed to.</param>
public sealed record Confirmation(string? By = null, DateOnly? On = null, string? How = null, DateOnly? For = null);

/// <summary>What becomes of somebody who has access.</summary>
/// <param name="Role">From then on; null where they lose access.</param>
/// <param name="Purpose">Why somebody of the partner keeps a place; of nobody else.</param>
public sealed record PersonPlan(Guid MembershipId, WorkspaceRole? Role, string? Purpose = null);

/// <param name="Role">From then on; null where the invite is revoked.</param>
public sealed record InvitePlan(Guid InviteId, WorkspaceRole? Role);

/// <summary>Whom the client's bill is made out to. The workspace keeps its account, and so its customer and its discount.</summary>
/// <param name="Country">Two letters, as in NL.</param>
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
    /// <summary>Ends with the day of the handoff; what is owed is paid out.</summary>
    SettleAndEnd,

    /// <summary>Runs on to its own end: the partner goes on earning.</summary>
    Continue,

    /// <summary>Ends with the day of the handoff, and the partner forgoes what it would still have earned.</summary>
    Waive,
}

/// <param name="Reason">Why it is waived.</param>
public sealed record DealPlan(Guid DealId, DealFate Fate, string? Reason = null);
