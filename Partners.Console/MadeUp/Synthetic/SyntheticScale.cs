namespace Partners.Console.MadeUp.Synthetic;

/// <summary>How much synthetic data: everything but conversations is in proportion to the organisations (docs/product.md S1).</summary>
/// <param name="ConversationsPerOrganisation">A hundred is the design's proportion; ten leaves the
/// time and space for everything else.</param>
public sealed record SyntheticScale(int Organisations, int ConversationsPerOrganisation = SyntheticScale.UsualConversations)
{
    public const int UsualConversations = 10;
    public const int MostOrganisations = 1_000_000;
    public const int MostConversations = 1_000;
}

/// <summary>What was loaded.</summary>
public sealed record SyntheticLoaded(
    long Organisations,
    long Partners,
    long People,
    long Workspaces,
    long Memberships,
    long Projects,
    long Conversations,
    long Deals,
    long Payments,
    long Rows);
