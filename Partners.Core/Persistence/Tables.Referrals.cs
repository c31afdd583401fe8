using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Billing;
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
        builder.Property(deal => deal.EndsByDeletion).HasDefaultValue(false);
        builder.HasIndex(deal => deal.PlatformId).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(deal => deal.PartnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(deal => deal.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(deal => deal.Terms).WithOne().HasForeignKey(terms => terms.DealId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(deal => deal.Terms).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class PlatformTermsTable : IEntityTypeConfiguration<PlatformTerms>
{
    public void Configure(EntityTypeBuilder<PlatformTerms> builder)
    {
        builder.ToTable("PlatformTerms");
        builder.HasKey(terms => terms.DealId);
        builder.HasOne<Deal>().WithOne().HasForeignKey<PlatformTerms>(terms => terms.DealId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(terms => terms.Held).HasConversion<int>();
        builder.Property(terms => terms.Differing).HasConversion<int>();
        builder.Ignore(terms => terms.Values);
        builder.Ignore(terms => terms.Open);

        // What waits for a decision: few of many.
        builder.HasIndex(terms => terms.Differing, "IX_PlatformTerms_Differing").HasFilter("\"Differing\" <> 0");
        builder.HasIndex(terms => terms.IsDeletionOpen, "IX_PlatformTerms_Deleted").HasFilter("\"IsDeletionOpen\"");
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

        // What all partners earned in each of the last months.
        builder.HasIndex(line => new { line.PostedIn, line.Contribution });
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

        // Deals that could not be posted.
        builder.HasIndex(summary => summary.DealId, "IX_DealSummaries_Failed").HasFilter("\"Failure\" IS NOT NULL");
    }
}

internal sealed class PaymentTable : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("Payments");
        builder.Ignore(payment => payment.IsPaid);

        // A client's payments, and an account's. Most payments of pooled accounts have no workspace, and none is looked up by having none.
        builder.HasIndex(payment => payment.WorkspaceId).HasFilter("\"WorkspaceId\" IS NOT NULL");
        builder.HasIndex(payment => payment.BillingAccountId);

        // The few that a person bound.
        builder.HasIndex(payment => payment.CreatedAt, "IX_Payments_ByHand").HasFilter($"\"BoundBy\" = '{nameof(PaymentBinding.Person)}'");
    }
}

internal sealed class FormerBindingTable : IEntityTypeConfiguration<FormerBinding>
{
    public void Configure(EntityTypeBuilder<FormerBinding> builder)
    {
        builder.ToTable("FormerBindings");
        builder.HasOne<Payment>().WithMany().HasForeignKey(former => former.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<BillingAccount>().WithMany().HasForeignKey(former => former.BillingAccountId).OnDelete(DeleteBehavior.Restrict);
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

internal sealed class ChargebackTable : IEntityTypeConfiguration<Chargeback>
{
    public void Configure(EntityTypeBuilder<Chargeback> builder)
    {
        builder.ToTable("Chargebacks");
        builder.HasOne<Payment>().WithMany().HasForeignKey(chargeback => chargeback.PaymentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaidInvoiceTable : IEntityTypeConfiguration<PaidInvoice>
{
    public void Configure(EntityTypeBuilder<PaidInvoice> builder)
    {
        builder.ToTable("PaidInvoices");
        builder.HasOne<BillingAccount>().WithMany().HasForeignKey(invoice => invoice.BillingAccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(invoice => new { invoice.BillingAccountId, invoice.NumberKey }).IsUnique();
        builder.HasIndex(invoice => invoice.WorkspaceId);
    }
}

internal sealed class RefusedPaymentTable : IEntityTypeConfiguration<RefusedPayment>
{
    public void Configure(EntityTypeBuilder<RefusedPayment> builder)
    {
        builder.ToTable("RefusedPayments");
        builder.HasIndex(refused => refused.WorkspaceId);
        builder.HasIndex(refused => refused.BillingAccountId);
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
