using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Console.Links;

/// <summary>"Hand off…" and the like in a menu: leads to where a handoff begins, or says who may begin one.</summary>
internal static class HandoffMenuItem
{
    /// <param name="refused">Why this workspace cannot be handed off, in a sentence; null where it can.</param>
    public static KebabItem Of(string text, Guid workspaceId, Staff who, string? refused = null) => new(
        text,
        Href: HandoffAddresses.New(workspaceId),
        DisabledReason: who.May(Permission.Transfer) ? refused : new NotPermitted(Permission.Transfer).Sentence);
}
