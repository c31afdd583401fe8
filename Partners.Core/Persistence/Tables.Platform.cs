using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Platform;

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
        // A record's waiting changes only. No command looks for the others, which keep growing, and a large move would have to index each
        // of its own among them.
        builder.HasIndex(change => new { change.Collection, change.Item, change.Field }, "IX_PlatformChanges_Waiting")
            .HasFilter("\"State\" = 'Waiting'");

        // The list of changes in one state, newest first: a large move leaves tens of thousands waiting.
        builder.HasIndex(change => new { change.State, change.At, change.Id });
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

internal sealed class HandledRequestTable : IEntityTypeConfiguration<HandledRequest>
{
    public void Configure(EntityTypeBuilder<HandledRequest> builder) => builder.ToTable("HandledRequests");
}
