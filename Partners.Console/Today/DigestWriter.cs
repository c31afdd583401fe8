using Partners.Console.Links;
using Partners.Console.Mail;
using Partners.Console.Shell;
using Partners.Core.Organisations;
using Partners.Core.Today;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Today;

/// <summary>The morning's digest in words: what became due, and what waits for this person. Nothing of conversations is in it.</summary>
internal sealed class DigestWriter(MailSettings settings) : IDigestWriter
{
    public DigestText? Write(string name, DateOnly day, TodayFigures all, MyWork mine)
    {
        var (own, due) = (Own(mine, day).ToList(), Due(all, day).ToList());
        if (own.Count + due.Count == 0)
        {
            return null;
        }

        var parts = new List<string> { $"Good morning {name.Split(' ')[0]}," };
        Add("Waiting for you", own);
        Add("Due", due);
        parts.Add($"You asked for this digest on the page Today, where you can end it.{At(" ", "/")}");
        return new($"{AmsterdamTime.LongDay(day)}: {Words.Count(own.Count + due.Count, "thing")} to look at", string.Join("\n\n", parts));

        void Add(string title, List<string> lines)
        {
            if (lines.Count > 0)
            {
                parts.Add($"{title}\n{string.Join('\n', lines.Select(line => $"- {line}"))}");
            }
        }
    }

    private IEnumerable<string> Own(MyWork mine, DateOnly day)
    {
        foreach (var item in mine.First.Where(item => item.On <= day || item.On is null))
        {
            var what = item.HandoffId is not null ? "handoff" : item.Next ?? "no next step";
            var when = item.On is { } on ? on < day ? $", due since {AmsterdamTime.Day(on)}" : ", today" : null;
            var address = item.HandoffId is { } handoff ? HandoffAddresses.Of(handoff) : ExternalLedAddresses.Evidence(item.WorkspaceId);
            yield return $"{item.Name}: {what}{when}{At(" ", address)}";
        }
    }

    private IEnumerable<string> Due(TodayFigures all, DateOnly day)
    {
        foreach (var broken in all.Broken.First)
        {
            yield return $"The proof of {broken.Workspace} no longer holds. {broken.Opened}{At(" ", HandoffAddresses.Record(broken.Id))}";
        }

        foreach (var handoff in all.Handoffs.First.Where(handoff => handoff.AgreedOn <= day || handoff.BlockedBecause is not null))
        {
            var why = handoff.BlockedBecause is { } because ? $"did not run: {because}" : "is handed off today";
            yield return $"{handoff.Workspace} {why}{At(" ", HandoffAddresses.Of(handoff.Id))}";
        }

        foreach (var late in all.Handoffs.FirstUncertified)
        {
            yield return $"{late.Partner} has not certified what became of its copies of {late.Workspace}, due "
                + $"{AmsterdamTime.Day(late.DueOn)}{At(" ", HandoffAddresses.Record(late.Id))}";
        }

        foreach (var ending in all.Handoffs.Ending.Where(ending => ending.On <= day.AddDays(1)))
        {
            yield return $"{ending.Person}’s kept access to {ending.Workspace} ends {AmsterdamTime.Day(ending.On)}"
                + $"{At(" ", WorkspaceAddresses.Of(ending.WorkspaceId))}";
        }

        foreach (var anomaly in all.Anomalies.Where(found => found.Anomaly == Anomaly.AgreementEnded))
        {
            var names = string.Join(", ", anomaly.First.Select(organisation => organisation.Name));
            yield return $"Agreements have ended: {names}{(anomaly.Organisations > anomaly.First.Count ? " and others" : null)}"
                + At(" ", OrganisationAddresses.Of(new OrganisationQuery(Anomaly: anomaly.Anomaly)));
        }

        if (all.Platform.InConflict + all.Platform.Refused > 0)
        {
            yield return $"The platform contradicts or refuses {Words.Count(all.Platform.InConflict + all.Platform.Refused, "change")}"
                + At(" ", PlatformAddresses.Page);
        }
    }

    /// <summary>Nothing where the console does not know its own address.</summary>
    private string? At(string before, string path) =>
        settings.ConsoleAddress is { Length: > 0 } address ? $"{before}{address.TrimEnd('/')}{path}" : null;
}
