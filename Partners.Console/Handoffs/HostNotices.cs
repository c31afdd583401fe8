using Partners.Console.Shell;
using Partners.Console.Workspaces;
using Partners.Core.Handoffs;

namespace Partners.Console.Handoffs;

/// <summary>A notice to one host of a workspace's projects, about those who take part in them.</summary>
public sealed record HostNotice(string Title, string Text);

/// <summary>
/// The notices to the hosts after a handoff (docs/product.md H27): who held the recordings, who does now, and which legal basis and privacy
/// address stand in their projects and have to change.
/// </summary>
public static class HostNotices
{
    /// <summary>One for each host, as text for a person to send; one to all in records from before the projects were listed.</summary>
    public static IReadOnlyList<HostNotice> Of(HandoffRecord record) => record.Notices.Count == 0
        ? [new("To the hosts of its projects", Letter(record, email: null, [], "the projects"))]
        :
        [
            .. record.Notices
                .GroupBy(notice => (notice.Host, notice.HostEmail))
                .Select(host => new HostNotice(
                    $"To {host.Key.Host ?? "the host"}, about {Words.Count(host.Sum(notice => notice.Projects), "project")}",
                    Letter(record, host.Key.HostEmail, [.. host], Named([.. host])))),
        ];

    private static string Letter(HandoffRecord record, string? email, IReadOnlyList<NoticeFact> notices, string projects)
    {
        var after = record.People.FirstOrDefault(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase))?.After;
        IEnumerable<string> paragraphs =
        [
            $"Dear {(notices.Count == 0 ? null : notices[0].Host) ?? "host"},",
            $"Since {AmsterdamTime.Day(record.HandedOffOn)} the recordings of {projects} in {record.Workspace} are held by "
                + $"{record.Client}. Until then they were held for it by {record.Partner}.",
            .. notices.Count == 0
                ?
                [
                    "Please check what participants are told in each project: who holds the recordings, on which legal basis, and at which "
                        + $"address they find the privacy policy. Where that names {record.Partner}, it has to name {record.Client} now.",
                ]
                : notices.Select(notice => Of(record, notice)),
            .. after is not null || email is null ? Array.Empty<string>() :
            [
                $"You no longer have access to {record.Workspace}. Please pass this on to whoever at {record.Client} looks after the "
                    + "projects.",
            ],
            $"Please refer participants who ask about their data to {record.Client}.",
            "dembrane",
        ];
        return string.Join("\n\n", paragraphs);
    }

    /// <summary>What stands in some projects, and what of it has to change.</summary>
    private static string Of(HandoffRecord record, NoticeFact notice)
    {
        var (basis, address) = (notice.Notice.LegalBasis, notice.Notice.PrivacyAddress);
        List<string> sentences =
        [
            (basis, address) switch
            {
                (null, null) => "neither a legal basis nor a privacy address is given.",
                (null, _) => $"no legal basis is given; the privacy address is {address}.",
                (_, null) => $"the legal basis is {NoticeWords.Basis(basis)}; no privacy address is given.",
                _ => $"the legal basis is {NoticeWords.Basis(basis)}, and the privacy address is {address}.",
            },
        ];
        if (notice.NamesPartner)
        {
            sentences.Add($"The address is {record.Partner}’s and has to change to one of {record.Client}.");
        }

        if (string.Equals(basis, NoticeWords.DembraneEvents, StringComparison.Ordinal))
        {
            sentences.Add("The legal basis is for dembrane’s own events and has to change.");
        }

        sentences.Add((basis, address, notice.NamesPartner) switch
        {
            (null, null, _) => $"Enter both as {record.Client} decides.",
            (null, _, _) => $"Enter the legal basis as {record.Client} decides.",
            (_, not null, false) => $"Check that both are {record.Client}’s.",
            _ => $"Check that the legal basis is {record.Client}’s.",
        });
        if (notice.IsWorkspaces)
        {
            sentences.Add("It is set for the whole workspace, because the projects have none of their own.");
        }

        return $"{Named([notice])}: {string.Join(' ', sentences)}";
    }

    /// <summary>"Inloopavonden and Wijkgesprekken"; from the sixth on as a number.</summary>
    private static string Named(IReadOnlyList<NoticeFact> notices)
    {
        var (names, all) = (notices.SelectMany(notice => notice.Names).ToList(), notices.Sum(notice => notice.Projects));
        const int Most = 5;
        return (all, names) switch
        {
            (1, [var only, ..]) => only,
            ( <= Most, _) when names.Count == all => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
            _ => $"{string.Join(", ", names.Take(Most - 1))} and {Words.Number(all - Most + 1)} other projects",
        };
    }
}
