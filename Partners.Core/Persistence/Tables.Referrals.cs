using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
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

internal sealed class LedgerLineTable : IEntityTypeConfiguration<LedgerLine>
{
    public void Configure(EntityTypeBuilder<LedgerLine> builder)
    {
        builder.ToTable("LedgerLines");
        builder.HasKey(line => new { line.DealId, line.Source });
        builder.Ignore(line => line.Clipped);
        builder.HasOne<Deal>().WithMany().HasForeignKey(line => line.DealId).OnDelete(DeleteBehavior.Restrict);

        // A deal's lines in order, and the lines of one month.
        builder.HasIndex(line => new { line.DealId, line.PostedIn, line.Position });
    }
}

internal sealed class PayoutTable : IEntityTypeConfiguration<Payout>
{
    public void Configure(EntityTypeBuilder<Payout> builder)
    {
        builder.ToTable("Payouts");
        builder.HasOne<Deal>().WithMany().HasForeignKey(payout => payout.DealId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(payout => new { payout.DealId, payout.PaidOn });
        builder.HasIndex(payout => payout.ReversesId).IsUnique();
    }
}

internal sealed class ClosedMonthTable : IEntityTypeConfiguration<ClosedMonth>
{
    public void Configure(EntityTypeBuilder<ClosedMonth> builder)
    {
        builder.ToTable("ClosedMonths");
        builder.HasKey(closed => new { closed.PartnerId, closed.Month });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(closed => closed.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DealSummaryTable : IEntityTypeConfiguration<DealSummary>
{
    public void Configure(EntityTypeBuilder<DealSummary> builder)
    {
        builder.ToTable("DealSummaries");
        builder.HasKey(summary => summary.DealId);
        builder.HasOne<Deal>().WithOne().HasForeignKey<DealSummary>(summary => summary.DealId).OnDelete(DeleteBehavior.Restrict);

        // The grid's orders. Those that sort missing values last begin with an expression, so they are in Initial.Sql.cs. The name and owed
        // indexes include the amounts, so that a search or filter gets its totals without reading rows.
        builder.HasIndex(summary => new { summary.NamesKey, summary.DealId, summary.Earned, summary.Owed }, "IX_DealSummaries_Names");
        builder.HasIndex(summary => new { summary.ClientKey, summary.DealId }, "IX_DealSummaries_Client");
        builder.HasIndex(summary => new { summary.Kickback, summary.DealId }, "IX_DealSummaries_Kickback");
        builder.HasIndex(summary => new { summary.Discount, summary.DealId }, "IX_DealSummaries_Discount");
        builder.HasIndex(summary => new { summary.Earned, summary.DealId }, "IX_DealSummaries_Earned");
        builder.HasIndex(summary => new { summary.Owed, summary.DealId, summary.Earned }, "IX_DealSummaries_Owed");

        // Statuses and their totals. The days come first, because every status is a range of them.
        builder.HasIndex(
            summary => new
            {
                summary.RunsUntil,
                summary.IsCapReached,
                summary.IsNearCap,
                summary.StartsOn,
                summary.EndedOn,
                summary.Earned,
                summary.Owed,
            },
            "IX_DealSummaries_Statuses");

        // A partner's deals; deals whose next terms are now in force.
        builder.HasIndex(
            summary => new { summary.PartnerId, summary.PartnerKey, summary.Earned, summary.PaidOut, summary.Owed },
            "IX_DealSummaries_Partner");
        builder.HasIndex(summary => new { summary.TermsUntil }).HasFilter("\"TermsUntil\" IS NOT NULL");
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

internal sealed class ActivityTable : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.ToTable("Activities");
        builder.Property(activity => activity.Id).ValueGeneratedNever();

        // Last sign-ins.
        builder.HasIndex(activity => new { activity.DirectusUserId, activity.At }, "IX_Activities_SignIns")
            .HasFilter($"\"Action\" = '{Activity.SignIn}'");

        // Owner-like acts: changes to workspace settings and roles.
        builder.HasIndex(activity => new { activity.DirectusUserId, activity.At }, "IX_Activities_OwnerActs")
            .HasFilter($"\"Collection\" IN ('{Activity.Workspace}', '{Activity.WorkspaceMembership}')");
    }
}
