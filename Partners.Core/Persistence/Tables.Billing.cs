using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence;

internal sealed class BillingAccountTable : IEntityTypeConfiguration<BillingAccount>
{
    private const string Live = "\"DeletedAt\" IS NULL";
    private const string LiveOwn = "\"DeletedAt\" IS NULL AND \"WorkspaceId\" IS NOT NULL";
    private const string LivePooled = "\"DeletedAt\" IS NULL AND \"OrganisationId\" IS NOT NULL";

    public void Configure(EntityTypeBuilder<BillingAccount> builder)
    {
        builder.ToTable("BillingAccounts", table =>
            table.HasCheckConstraint("CK_BillingAccounts_OneOwner", "(\"OrganisationId\" IS NULL) <> (\"WorkspaceId\" IS NULL)"));
        builder.Property(account => account.Version).IsConcurrencyToken();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(account => account.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(account => account.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(account => account.MollieCustomerId);

        // Said because the partial index below would take its place.
        builder.HasIndex(account => account.WorkspaceId);

        // Accounts that share a customer, and client accounts with a discount.
        builder.HasIndex(account => account.MollieCustomerId, "IX_BillingAccounts_Live_Customer")
            .HasFilter("\"DeletedAt\" IS NULL AND \"MollieCustomerId\" IS NOT NULL");
        builder.HasIndex(account => new { account.WorkspaceId, account.Discount }, "IX_BillingAccounts_Own_Discount")
            .HasFilter("\"DeletedAt\" IS NULL AND \"WorkspaceId\" IS NOT NULL AND \"Discount\" IS NOT NULL");

        // The list by name: all accounts, external clients' own and pooled ones, and each of these by tier.
        builder.HasIndex(account => new { account.LabelKey, account.Id }, "IX_BillingAccounts_Live_Label").HasFilter(Live);
        builder.HasIndex(account => new { account.LabelKey, account.Id }, "IX_BillingAccounts_Own_Label").HasFilter(LiveOwn);
        builder.HasIndex(account => new { account.LabelKey, account.Id }, "IX_BillingAccounts_Pooled_Label").HasFilter(LivePooled);
        builder.HasIndex(account => new { account.Tier, account.LabelKey, account.Id }, "IX_BillingAccounts_Live_Tier").HasFilter(Live);
        builder.HasIndex(account => new { account.Tier, account.LabelKey, account.Id }, "IX_BillingAccounts_Own_Tier").HasFilter(LiveOwn);
        builder.HasIndex(account => new { account.Tier, account.LabelKey, account.Id }, "IX_BillingAccounts_Pooled_Tier")
            .HasFilter(LivePooled);
    }
}

internal sealed class FormerCustomerTable : IEntityTypeConfiguration<FormerCustomer>
{
    public void Configure(EntityTypeBuilder<FormerCustomer> builder)
    {
        builder.ToTable("FormerCustomers");
        builder.HasKey(former => new { former.MollieCustomerId, former.BillingAccountId });
        builder.HasOne<BillingAccount>().WithMany().HasForeignKey(former => former.BillingAccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>
/// How many live accounts there are of each kind and tier. Triggers maintain it, so that a list's total takes a few rows to read.
/// </summary>
internal sealed class BillingTally
{
    /// <summary>True for accounts of external-client workspaces, false for pooled ones.</summary>
    public bool IsOwn { get; private set; }

    public Tier Tier { get; private set; }

    public int Accounts { get; private set; }
}

internal sealed class BillingTallyTable : IEntityTypeConfiguration<BillingTally>
{
    public void Configure(EntityTypeBuilder<BillingTally> builder)
    {
        builder.ToTable("BillingTallies");
        builder.HasKey(tally => new { tally.IsOwn, tally.Tier });
    }
}
