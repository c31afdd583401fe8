using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>How a data owner is named: a name and an address (docs/product.md W2).</summary>
internal static class DataOwnerRules
{
    /// <summary>What is wrong with how the data owner is named.</summary>
    public static IEnumerable<Refusal> Refuse(string? typedName, string? typedEmail)
    {
        var name = typedName?.Trim() ?? string.Empty;
        Refusal?[] found =
        [
            name.Length == 0 ? new DataOwnerNameMissing() : null,
            name.Length > Organisation.LongestName
                ? new TooLong("The name", Organisation.LongestName, nameof(NameDataOwner.DataOwnerName))
                : null,
            EmailAddress.Problem(typedEmail) is { } problem ? new BadAddress(problem, nameof(NameDataOwner.DataOwnerEmail)) : null,
        ];
        return found.OfType<Refusal>();
    }
}
