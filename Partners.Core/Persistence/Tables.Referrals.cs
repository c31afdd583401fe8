using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence;

internal sealed class DealTable : IEntityTypeConfiguration<Deal>
{
    public void Configure(EntityTypeBuilder<Deal> builder)
    {
        builder.ToTable("Deals");
        builder.Property(deal => deal.Version).IsConcurrencyToken();
        builder.HasIndex(deal => deal.PlatformId).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(deal => deal.PartnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(deal => deal.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(deal => deal.Terms).WithOne().HasForeignKey(terms => terms.DealId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(deal => deal.Terms).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class DealTermsTable : IEntityTypeConfiguration<DealTerms>
{
    public void Configure(EntityTypeBuilder<DealTerms> builder)
    {
        builder.ToTable("DealTerms");
        builder.Property(terms => terms.Id).ValueGeneratedNever();
    }
}

internal sealed class PaymentTable : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("Payments");
        builder.HasIndex(payment => new { payment.MollieCustomerId, payment.PaidAt });
    }
}

internal sealed class RefundTable : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable("Refunds");
        builder.HasOne<Payment>().WithMany().HasForeignKey(refund => refund.PaymentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HandoffTable : IEntityTypeConfiguration<Handoff>
{
    public void Configure(EntityTypeBuilder<Handoff> builder)
    {
        builder.ToTable("Handoffs");
        builder.Property(handoff => handoff.Version).IsConcurrencyToken();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(handoff => handoff.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(handoff => handoff.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ActivityTable : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.ToTable("Activities");
        builder.Property(activity => activity.Id).ValueGeneratedNever();

        // When somebody last signed in.
        builder.HasIndex(activity => new { activity.DirectusUserId, activity.At }, "IX_Activities_SignIns").HasFilter($"\"Action\" = '{Activity.SignIn}'");
    }
}
