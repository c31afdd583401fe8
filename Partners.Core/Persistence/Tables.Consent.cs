using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Consent;

namespace Partners.Core.Persistence;

internal sealed class ConsentLinkTable : IEntityTypeConfiguration<ConsentLink>
{
    public void Configure(EntityTypeBuilder<ConsentLink> builder)
    {
        builder.ToTable("ConsentLinks");

        // A link is answered once: of two who save at the same time, the second finds that it is open no longer.
        builder.Property(link => link.State).IsConcurrencyToken();
        builder.Property(link => link.Statement).HasConversion(
            statement => JsonSerializer.Serialize(statement, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<ConsentStatement>(text, JsonSerializerOptions.Default)!,
            // Never changed after the link was made.
            ValueComparer.CreateDefault<ConsentStatement>(favorStructuralComparisons: false));

        // The record it is about is named by its purpose, so there is no foreign key.
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => new { link.SubjectId, link.Purpose });
    }
}
