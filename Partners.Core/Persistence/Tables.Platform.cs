using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Platform.Live;

namespace Partners.Core.Persistence;

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();

        // One index for each filter of the audit page, newest first.
        builder.HasIndex(entry => new { entry.At });
        builder.HasIndex(entry => new { entry.ActorSubject, entry.Sequence });
        builder.HasIndex(entry => new { entry.Action, entry.Sequence });
        builder.HasIndex(entry => new { entry.SubjectKind, entry.SubjectId, entry.Sequence });
        builder.HasIndex(entry => new { entry.OrganisationId, entry.Sequence });
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.Sequence });
    }
}

internal sealed class PlatformChangeTable : IEntityTypeConfiguration<PlatformChange>
{
    public void Configure(EntityTypeBuilder<PlatformChange> builder)
    {
        builder.ToTable("PlatformChanges");
        builder.Ignore(change => change.Act);

        // A record's open changes only. No command looks for the others, which keep growing, and a large move would have to index each of
        // its own among them.
        builder.HasIndex(change => new { change.Collection, change.Item, change.Field }, "IX_PlatformChanges_Open")
            .HasFilter("\"State\" NOT IN ('Applied', 'Superseded')");

        // The list of changes in one state, newest first: a large move leaves tens of thousands waiting.
        builder.HasIndex(change => new { change.State, change.At, change.Id });
    }
}

internal sealed class PlatformDeliveryTable : IEntityTypeConfiguration<PlatformDelivery>
{
    public void Configure(EntityTypeBuilder<PlatformDelivery> builder)
    {
        builder.ToTable("PlatformDeliveries");
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
    }
}

/// <summary>
/// How many changes of an act are in a state; gone when there is none. Triggers maintain it: telling 10,000 acts from 60,000 changes takes
/// longer than the 3 ms of a first page.
/// </summary>
internal sealed class PlatformActTally
{
    public PlatformChangeState State { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The request of its changes; of a change without one, the change itself.</summary>
    public Guid Act { get; private set; }

    public int Changes { get; private set; }
}

internal sealed class PlatformActTallyTable : IEntityTypeConfiguration<PlatformActTally>
{
    public void Configure(EntityTypeBuilder<PlatformActTally> builder)
    {
        builder.ToTable("PlatformActTallies");
        builder.HasKey(tally => new { tally.State, tally.At, tally.Act });
    }
}

internal sealed class ImportRunTable : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("ImportRuns");
        builder.OwnsMany(run => run.Collections, collection =>
        {
            collection.ToTable("ImportedCollections");
            collection.WithOwner().HasForeignKey("ImportRunId");
            collection.HasKey("ImportRunId", nameof(ImportedCollection.Name));
        });
        builder.HasIndex(run => run.StartedAt);
    }
}

internal sealed class ImportRejectionTable : IEntityTypeConfiguration<ImportRejection>
{
    public void Configure(EntityTypeBuilder<ImportRejection> builder)
    {
        builder.ToTable("ImportRejections");
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(rejection => rejection.ImportRunId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ImportNoticeTable : IEntityTypeConfiguration<ImportNotice>
{
    public void Configure(EntityTypeBuilder<ImportNotice> builder)
    {
        builder.ToTable("ImportNotices");
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(notice => notice.ImportRunId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlatformSyncTable : IEntityTypeConfiguration<PlatformSync>
{
    public void Configure(EntityTypeBuilder<PlatformSync> builder)
    {
        builder.ToTable("PlatformSyncs");
        builder.Ignore(sync => sync.News);
    }
}

internal sealed class HandledRequestTable : IEntityTypeConfiguration<HandledRequest>
{
    public void Configure(EntityTypeBuilder<HandledRequest> builder) => builder.ToTable("HandledRequests");
}
