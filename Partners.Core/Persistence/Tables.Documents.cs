using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Documents;

namespace Partners.Core.Persistence;

internal sealed class StoredDocumentTable : IEntityTypeConfiguration<StoredDocument>
{
    public void Configure(EntityTypeBuilder<StoredDocument> builder)
    {
        builder.ToTable("StoredDocuments");

        // A record's documents; one of them counts.
        builder.HasIndex(document => new { document.Of, document.RecordId }, "IX_StoredDocuments_Record");
        builder.HasIndex(document => new { document.Of, document.RecordId }, "IX_StoredDocuments_Counts")
            .IsUnique()
            .HasFilter("\"EndedAt\" IS NULL");
    }
}
