using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.ExternalLed;

/// <summary>What a question to a partner says of its client.</summary>
/// <param name="Client">The data owner's name, or the workspace's if none is named.</param>
internal sealed record ContactFacts(
    Guid WorkspaceId, Guid PartnerId, string Partner, string Workspace, string Client, string? DataOwnerEmail)
{
    /// <summary>Partner – client, as the trail names the card.</summary>
    public string Name => $"{Partner} – {Client}";

    /// <summary>A hash of all that the question says: with another partner, workspace or client it is another question.</summary>
    public string Print => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', PartnerId, Partner, Workspace, Client))));

    /// <summary>Null if there is no such live external-client workspace.</summary>
    public static async Task<ContactFacts?> FindAsync(PartnersDb db, Guid workspaceId, CancellationToken cancel) =>
        (await ListAsync(db, [workspaceId], cancel)).SingleOrDefault();

    public static Task<List<ContactFacts>> ListAsync(PartnersDb db, IReadOnlyCollection<Guid> workspaces, CancellationToken cancel) => (
        from workspace in db.Workspaces.AsNoTracking().LiveClients()
        where workspaces.Contains(workspace.Id)
        join partner in db.Organisations on workspace.OrganisationId equals partner.Id
        select new ContactFacts(
            workspace.Id,
            partner.Id,
            partner.Name,
            workspace.Name,
            workspace.DataOwnerName ?? workspace.Name,
            workspace.DataOwnerEmail))
        .ToListAsync(cancel);
}
