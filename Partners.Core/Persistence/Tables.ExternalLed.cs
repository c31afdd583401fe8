using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence;

internal sealed class CandidateTable : IEntityTypeConfiguration<Candidate>
{
    public void Configure(EntityTypeBuilder<Candidate> builder)
    {
        builder.ToTable("Candidates");
        builder.Property(candidate => candidate.Version).IsConcurrencyToken();
        builder.Property(candidate => candidate.KnownSignals).HasConversion<int>();
        builder.Property(candidate => candidate.ReturnedFor).HasConversion<int>();
        builder.HasOne<Workspace>().WithOne().HasForeignKey<Candidate>(candidate => candidate.Id).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(candidate => candidate.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PipelineEntryTable : IEntityTypeConfiguration<PipelineEntry>
{
    private const string Listed = "\"IsListed\"";

    public void Configure(EntityTypeBuilder<PipelineEntry> builder)
    {
        builder.ToTable("PipelineEntries");
        builder.HasKey(summary => summary.WorkspaceId);
        builder.Property(summary => summary.Signals).HasConversion<int>();
        builder.HasOne<Workspace>().WithOne().HasForeignKey<PipelineEntry>(summary => summary.WorkspaceId).OnDelete(DeleteBehavior.Cascade);

        // For the board: each stage by score, with every column that its search and filters use, so that counting needs no rows. For the
        // list: by score, by age in the stage and by client. The orders by cap left and by expiry need indexes on expressions, which EF
        // Core does not support: see Initial.Sql.cs. Last, a partner's clients.
        builder.HasIndex(
            summary => new
            {
                summary.Stage,
                summary.IsSnoozed,
                summary.Score,
                summary.WorkspaceId,
                summary.ClientKey,
                summary.PartnerKey,
                summary.PartnerId,
                summary.OwnerSubject,
                summary.Signals,
                summary.StageSince,
                summary.NearFrom,
                summary.DealEndsOn,
            },
            "IX_PipelineEntries_Board")
            .IsDescending(false, false, true, false, false, false, false, false, false, false, false, false)
            .HasFilter(Listed);
        builder
            .HasIndex(summary => new { summary.Score, summary.WorkspaceId }, "IX_PipelineEntries_Score")
            .IsDescending(true, false)
            .HasFilter(Listed);
        builder.HasIndex(summary => new { summary.StageSince, summary.WorkspaceId }, "IX_PipelineEntries_Age").HasFilter(Listed);
        builder.HasIndex(summary => new { summary.ClientKey, summary.WorkspaceId }, "IX_PipelineEntries_Client").HasFilter(Listed);
        builder.HasIndex(summary => summary.DealId, "IX_PipelineEntries_Deal").HasFilter("\"DealId\" IS NOT NULL");
        builder.HasIndex(summary => new { summary.PartnerId, summary.Score, summary.WorkspaceId }, "IX_PipelineEntries_Partner")
            .IsDescending(false, true, false);
    }
}

internal sealed class SignalRefreshRunTable : IEntityTypeConfiguration<SignalRefreshRun>
{
    public void Configure(EntityTypeBuilder<SignalRefreshRun> builder) => builder.ToTable("SignalRefreshRuns");
}

/// <summary>An external-client workspace that changed since its signals were read.</summary>
internal sealed class SignalTouch
{
    private SignalTouch()
    {
    }

    public SignalTouch(Guid workspaceId, Guid stamp)
    {
        WorkspaceId = workspaceId;
        Stamp = stamp;
    }

    public Guid WorkspaceId { get; private set; }

    /// <summary>New for each touch, so that a touch during a refresh is not mistaken for the one it read.</summary>
    public Guid Stamp { get; private set; }
}

internal sealed class SignalTouchTable : IEntityTypeConfiguration<SignalTouch>
{
    public void Configure(EntityTypeBuilder<SignalTouch> builder)
    {
        builder.ToTable("SignalTouches");
        builder.HasKey(touch => touch.WorkspaceId);
    }
}
