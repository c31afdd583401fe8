using Partners.Core.Handoffs;

namespace Partners.Console.Handoffs;

internal static class SuggestedPeople
{
    /// <summary>Whom to ask at the client, if nobody was asked before: its data owner.</summary>
    public static (string? Name, string? Email) SuggestedOfClient(this HandoffFacts facts) =>
        facts.People.FirstOrDefault(person => person.IsDataOwner) is { } owner
            ? (owner.Name, owner.Email)
            : (null, facts.Workspace.DataOwnerEmail);
}
