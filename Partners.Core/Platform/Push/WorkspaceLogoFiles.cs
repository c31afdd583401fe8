using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Push;

/// <param name="Name">As the file is called on the platform.</param>
internal sealed record LogoToPlace(string Name, string ContentType, byte[] Content);

/// <summary>The pictures that the platform is to have as files.</summary>
internal sealed class WorkspaceLogoFiles(IDbContextFactory<PartnersDb> contexts)
{
    public async Task<LogoToPlace?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        return await db.WorkspaceLogos.AsNoTracking()
            .Where(logo => logo.Id == id)
            .Select(logo => new LogoToPlace("logo." + logo.ContentType.Replace("image/", string.Empty), logo.ContentType, logo.Content))
            .FirstOrDefaultAsync(cancel);
    }
}
