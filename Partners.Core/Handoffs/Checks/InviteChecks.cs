using Partners.Core.Workspaces;
using static Partners.Core.Handoffs.Checks.CheckWords;
using static Partners.Core.Handoffs.HandoffCheck;

namespace Partners.Core.Handoffs.Checks;

/// <summary>Which open invites go on.</summary>
internal static class InviteChecks
{
    public static HandoffCheck Invites(HandoffPlan plan, HandoffFacts facts)
    {
        const string Name = "Open invites";
        var planned = plan.Invites.ToDictionary(invite => invite.InviteId);
        var undecided = facts.Invites.Where(invite => !planned.ContainsKey(invite.InviteId)).Select(invite => invite.Email).ToList();
        var staying = facts.Invites.Where(invite => planned.GetValueOrDefault(invite.InviteId)?.Role is not null).ToList();
        var ofPartner = staying.Where(invite => invite.IsOfPartner).Select(invite => invite.Email).ToList();
        var observers = staying
            .Where(invite => planned[invite.InviteId].Role == WorkspaceRole.Observer)
            .Select(invite => invite.Email)
            .ToList();
        return (undecided, ofPartner, observers) switch
        {
            ({ Count: > 0 }, _, _) when plan.People.Count == 0 =>
                Stop(Name, $"Decide on the invite of {Listed(undecided)}.", HandoffStep.People),
            ({ Count: > 0 }, _, _) => Stop(
                Name,
                $"{Listed(undecided)} {(undecided.Count == 1 ? "was" : "were")} invited after you started. Decide on the invite.",
                HandoffStep.People),
            (_, { Count: > 0 }, _) =>
                Stop(Name, $"The invite of {Listed(ofPartner)} would let {facts.Partner.Name} in again. Revoke it.", HandoffStep.People),
            (_, _, { Count: > 0 }) =>
                Stop(Name, $"{Listed(observers)} cannot be invited as an observer of the client's own workspace.", HandoffStep.People),
            _ when facts.Invites.Count == 0 => Pass(Name, "There are none.", HandoffStep.People),
            _ => Pass(Name, $"{staying.Count} stay open, {facts.Invites.Count - staying.Count} are revoked.", HandoffStep.People),
        };
    }
}
