using Partners.Core.Changes;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>What the demonstration brought, deleted records included.</summary>
public sealed record DemonstrationLoaded(
    int Organisations,
    int Partners,
    int People,
    int Workspaces,
    int ExternalWorkspaces,
    int Projects,
    int Conversations,
    int Deals,
    int Payments,
    int Activities);

/// <summary>Made-up data beside real data could not be told from it.</summary>
public sealed record DatabaseNotEmpty()
    : Refusal("The database already holds organisations. Made-up data goes only into an empty one: name a new file with --database.");
