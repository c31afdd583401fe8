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

internal sealed class DealStandingTable : IEntityTypeConfiguration<DealStanding>
{
    public void Configure(EntityTypeBuilder<DealStanding> builder)
    {
        builder.ToTable("DealStandings");
        builder.HasKey(standing => standing.DealId);
        builder.HasOne<Deal>().WithOne().HasForeignKey<DealStanding>(standing => standing.DealId).OnDelete(DeleteBehavior.Restrict);

        // The grid's orders. Those that sort missing values last begin with an expression, so they are in Initial.Sql.cs. The name and owed
        // indexes include the amounts, so that a search or filter gets its totals without reading rows.
        builder.HasIndex(standing => new { standing.NamesKey, standing.DealId, standing.Earned, standing.Owed }, "IX_DealStandings_Names");
        builder.HasIndex(standing => new { standing.ClientKey, standing.DealId }, "IX_DealStandings_Client");
        builder.HasIndex(standing => new { standing.Kickback, standing.DealId }, "IX_DealStandings_Kickback");
        builder.HasIndex(standing => new { standing.Discount, standing.DealId }, "IX_DealStandings_Discount");
        builder.HasIndex(standing => new { standing.Earned, standing.DealId }, "IX_DealStandings_Earned");
        builder.HasIndex(standing => new { standing.Owed, standing.DealId, standing.Earned }, "IX_DealStandings_Owed");

        // Statuses and their totals. The days come first, because every status is a range of them.
        builder.HasIndex(standing => new { standing.RunsUntil, standing.IsCapReached, standing.IsNearCap, standing.StartsOn, standing.EndedOn, standing.Earned, standing.Owed }, "IX_DealStandings_Statuses");

        // A partner's deals; deals whose next terms are now in force.
        builder.HasIndex(standing => new { standing.PartnerId, standing.PartnerKey, standing.Earned, standing.PaidOut, standing.Owed }, "IX_DealStandings_Partner");
        builder.HasIndex(standing => new { standing.TermsUntil }).HasFilter("\"TermsUntil\" IS NOT NULL");
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
        builder.HasIndex(activity => new { activity.DirectusUserId, activity.At }, "IX_Activities_SignIns").HasFilter($"\"Action\" = '{Activity.SignIn}'");

        // Owner-like acts: changes to workspace settings and roles.
        builder.HasIndex(activity => new { activity.DirectusUserId, activity.At }, "IX_Activities_OwnerActs").HasFilter($"\"Collection\" IN ('{Activity.Workspace}', '{Activity.WorkspaceMembership}')");
    }
}
