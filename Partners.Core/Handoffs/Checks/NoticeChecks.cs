using static Partners.Core.Handoffs.Checks.CheckWords;
using static Partners.Core.Handoffs.HandoffCheck;

namespace Partners.Core.Handoffs.Checks;

/// <summary>What participants are told about their data.</summary>
internal static class NoticeChecks
{
    /// <summary>Only its hosts can change a notice, and only afterwards is the new one true: a warning, never a stop.</summary>
    public static HandoffCheck Participants(HandoffFacts facts)
    {
        const string Name = "What participants are told";
        var wrong = facts.Notices.Where(notice => notice.NamesPartner).ToList();
        if (wrong.Count == 0)
        {
            return Pass(Name, $"No privacy address is {facts.Partner.Name}’s.", HandoffStep.Workspace);
        }

        var projects = wrong.Sum(notice => notice.Projects);
        return Warn(
            Name,
            $"The privacy address of {Named(wrong, projects)} is {facts.Partner.Name}’s, "
                + $"{Listed([.. wrong.Select(notice => notice.Notice.PrivacyAddress!).Distinct(StringComparer.OrdinalIgnoreCase)])}. "
                + "It has to change with the handoff; the notices to the hosts say so.",
            HandoffStep.Workspace);
    }

    private static string Named(List<NoticeFact> notices, int projects) => projects > CheckWords.MostNamed
        ? $"{projects} projects"
        : Listed([.. notices.SelectMany(notice => notice.Names).Order(StringComparer.CurrentCultureIgnoreCase)]);
}
