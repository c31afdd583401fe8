using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence.PostgreSql;

internal sealed class CopyToServer(IDbContextFactory<PartnersDb> contexts) : DatabaseCopy
{
    public override async Task<CopiedDatabase> FromFileAsync(
        string file, IProgress<(string Table, long Rows)>? progress, CancellationToken cancel)
    {
        await using var target = await contexts.OpenAsync(cancel);
        return await CopyFromFile.RunAsync(file, target, progress, cancel);
    }
}
