using Partners.Core.Access;

namespace Partners.Core.Changes;

/// <summary>
/// Why a command did nothing: one sentence that a person can act on. Each capability keeps its refusals as one-line
/// records in one file, so that the ways to be refused can be read as a list.
/// </summary>
/// <param name="Field">The name of the input that the sentence belongs at, where there is one.</param>
public abstract record Refusal(string Sentence, string? Field = null);

/// <summary>The permission is missing; says who holds it.</summary>
public sealed record NotPermitted(Permission Missing)
    : Refusal(
        "You may not do this. It is for: "
            + $"{string.Join(", ", Role.All.Where(role => (role.Permissions & Missing) == Missing).Select(role => role.Name))}.");

/// <summary>The request id was already used, by someone else or for something else.</summary>
public sealed record RequestUsedBefore()
    : Refusal("This form was already sent once, for something else. Open it again.");

public sealed record NothingChanged() : Refusal("Nothing is different from what it was.");
