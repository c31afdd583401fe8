using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Jobs;

namespace Partners.Core.Persistence;

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("Jobs");
        builder.Ignore(job => job.Holder);

        // One of a kind at a time, whichever instance asks.
        builder.HasIndex(job => job.Kind, "IX_Jobs_Running").IsUnique().HasFilter("\"State\" = 'Running'");

        // The last one of a kind.
        builder.HasIndex(job => new { job.Kind, job.StartedAt });
    }
}
