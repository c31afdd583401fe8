using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Partners.Core.Persistence.Sqlite;

/// <summary>Provides the model to <c>dotnet ef migrations add NAME --project Partners.Core</c>.</summary>
internal sealed class PartnersDbForMigrations : IDesignTimeDbContextFactory<PartnersDb>
{
    public PartnersDb CreateDbContext(string[] args) =>
        new((DbContextOptions<PartnersDb>)new DbContextOptionsBuilder<PartnersDb>().UsePartnersFile(":memory:").Options);
}
