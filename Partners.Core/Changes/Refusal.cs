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
    : Refusal($"Only {WhoMay(Missing)} can do this.")
{
    /// <summary>"a commercial owner or a handoff operator"; everyone with a role is staff.</summary>
    internal static string WhoMay(Permission permission)
    {
        var roles = Role.All.Where(role => (role.Permissions & permission) == permission).ToList();
        return roles.Contains(Role.Staff) ? "staff" : string.Join(" or ", roles.Select(role => $"a {role.Name.ToLowerInvariant()}"));
    }
}

/// <summary>The request id was already used, by someone else or for something else.</summary>
public sealed record RequestUsedBefore()
    : Refusal("This form was already used for something else. Open it again.");

/// <summary>A text holds a null character or half of a character.</summary>
public sealed record UnstorableCharacter()
    : Refusal("A text has a character in it that cannot be kept, such as one pasted from a damaged file. Type the text anew.");

public sealed record NothingChanged() : Refusal("Nothing changed.");
