using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Access;

/// <summary>
/// The keys that all instances share. There only where the database serves several instances; beside a file the keys are a folder.
/// </summary>
public sealed class ProtectionKeys(IDbContextFactory<PartnersDb> contexts)
{
    public IReadOnlyList<string> Read()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Set<ProtectionKey>().AsNoTracking().OrderBy(key => key.Name).Select(key => key.Xml)];
    }

    public void Add(string name, string xml)
    {
        using var db = contexts.CreateDbContext();
        db.Add(new ProtectionKey(name, xml));
        db.SaveChanges();
    }
}
