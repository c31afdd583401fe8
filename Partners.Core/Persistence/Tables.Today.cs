using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Today;

namespace Partners.Core.Persistence;

internal sealed class DigestWishTable : IEntityTypeConfiguration<DigestWish>
{
    public void Configure(EntityTypeBuilder<DigestWish> builder)
    {
        builder.ToTable("DigestWishes");

        // One for a person.
        builder.HasIndex(wish => wish.Subject).IsUnique();
    }
}
