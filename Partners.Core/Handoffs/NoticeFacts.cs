using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>What the participants of some projects of one host are told, alike in all of them.</summary>
/// <param name="Host">Who created the projects, by name; null if nobody is known to have.</param>
/// <param name="IsWorkspaces">The projects have no notice of their own, so that the workspace's counts.</param>
/// <param name="NamesPartner">The privacy address is at the partner's domain.</param>
/// <param name="Names">The first of them by name, see <see cref="MostNames"/>.</param>
public sealed record NoticeFact(
    string? Host,
    string? HostEmail,
    ParticipantNotice Notice,
    bool IsWorkspaces,
    bool NamesPartner,
    int Projects,
    IReadOnlyList<string> Names)
{
    /// <summary>How many projects are named; a workspace may have ten thousand.</summary>
    public const int MostNames = 50;
}

/// <summary>Finds what a workspace's participants are told (docs/product.md W27).</summary>
internal static class NoticeFacts
{
    /// <summary>By host, then by notice; hosts that nobody knows last.</summary>
    public static async Task<IReadOnlyList<NoticeFact>> OfWorkspaceAsync(
        PartnersDb db,
        Workspace workspace,
        SidesOfWorkspace sides,
        CancellationToken cancel)
    {
        var live = db.Projects.AsNoTracking().Where(project => project.WorkspaceId == workspace.Id && project.DeletedAt == null);
        var projects = await live
            .Select(project => new { project.Name, project.CreatedByUserId, project.LegalBasis, project.PrivacyAddress })
            .ToListAsync(cancel);
        var hosts = (await live.Select(project => project.CreatedByUserId).Distinct()
            .Join(db.People, user => user, person => (Guid?)person.DirectusUserId, (_, person) => person)
            .ToListAsync(cancel))
            .ToLookup(person => person.DirectusUserId);
        var workspaces = new ParticipantNotice(workspace.LegalBasis, workspace.PrivacyAddress);
        return
        [
            .. projects
                .Select(project => (
                    project.Name,
                    Host: project.CreatedByUserId is { } user ? hosts[user].FirstOrDefault() : null,
                    Told: ParticipantNotice.Of(new(project.LegalBasis, project.PrivacyAddress), workspaces)))
                .GroupBy(project => (project.Host?.Id, project.Told))
                .Select(alike => new NoticeFact(
                    alike.First().Host?.DisplayName,
                    alike.First().Host?.Email,
                    alike.Key.Told.Notice,
                    alike.Key.Told.IsWorkspaces,
                    alike.Key.Told.Notice.PrivacyHost is { } host && sides.IsAtPartner(host),
                    alike.Count(),
                    [
                        .. alike.Select(project => project.Name)
                            .Order(StringComparer.CurrentCultureIgnoreCase)
                            .Take(NoticeFact.MostNames),
                    ]))
                .OrderBy(notice => notice.Host is null)
                .ThenBy(notice => notice.Host, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(notice => notice.HostEmail, StringComparer.Ordinal)
                .ThenByDescending(notice => notice.NamesPartner)
                .ThenByDescending(notice => notice.Projects)
                .ThenBy(notice => notice.Notice.LegalBasis, StringComparer.Ordinal)
                .ThenBy(notice => notice.Notice.PrivacyAddress, StringComparer.Ordinal),
        ];
    }
}
