using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Views;

namespace Partners.Core.Persistence;

internal sealed class SavedViewTable : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("SavedViews");

        // A person's views of a list have distinct names.
        builder
            .HasIndex(view => new { view.Subject, view.Grid, view.NameKey })
            .IsUnique()
            .HasFilter($"\"{nameof(SavedView.RemovedAt)}\" IS NULL");
    }
}
