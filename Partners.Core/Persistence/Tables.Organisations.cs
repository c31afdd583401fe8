using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Organisations;

namespace Partners.Core.Persistence;

internal sealed class OrganisationTable : IEntityTypeConfiguration<Organisation>
{
    private const string Live = "\"DeletedAt\" IS NULL";
    private const string LivePartner = "\"DeletedAt\" IS NULL AND \"IsPartner\"";

    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("Organisations");
        builder.Property(organisation => organisation.Name).HasMaxLength(Organisation.LongestName);
        builder.Property(organisation => organisation.NameKey).HasMaxLength(Organisation.LongestName);
        builder.Property(organisation => organisation.ExternalWorkspaceCount).HasDefaultValue(0).ValueGeneratedOnAddOrUpdate();
        builder.Property(organisation => organisation.UndatedAnomaly).HasComputedColumnSql(
            $"""
            CASE WHEN NOT "IsPartner" AND "ExternalWorkspaceCount" > 0 THEN '{nameof(Anomaly.ClientsWithoutFlag)}'
                 WHEN "IsPartner" AND "AgreementId" IS NULL THEN '{nameof(Anomaly.FlagWithoutAgreement)}' END
            """,
            stored: false);
        builder.Property(organisation => organisation.Version).IsConcurrencyToken();

        // One index for each order of the grid, and one for each with "Partners only"; the id breaks ties.
        builder.HasIndex(organisation => new { organisation.NameKey, organisation.Id }, "IX_Organisations_Live_Name").HasFilter(Live);
        builder
            .HasIndex(
                organisation => new { organisation.IsPartner, organisation.NameKey, organisation.Id },
                "IX_Organisations_Live_Partner")
            .IsDescending(true, false, false)
            .HasFilter(Live);
        builder.HasIndex(organisation => new { organisation.CreatedAt, organisation.Id }, "IX_Organisations_Live_Created").HasFilter(Live);
        builder
            .HasIndex(
                organisation => new { organisation.ExternalWorkspaceCount, organisation.NameKey, organisation.Id },
                "IX_Organisations_Live_Clients")
            .IsDescending(true, false, false)
            .HasFilter(Live);
        builder.HasIndex(organisation => new { organisation.NameKey, organisation.Id }, "IX_Organisations_Partner_Name")
            .HasFilter(LivePartner);
        builder.HasIndex(organisation => new { organisation.CreatedAt, organisation.Id }, "IX_Organisations_Partner_Created")
            .HasFilter(LivePartner);
        builder
            .HasIndex(
                organisation => new { organisation.ExternalWorkspaceCount, organisation.NameKey, organisation.Id },
                "IX_Organisations_Partner_Clients")
            .IsDescending(true, false, false)
            .HasFilter(LivePartner);

        // Organisations by founder.
        builder.HasIndex(organisation => new { organisation.CreatedById, organisation.CreatedAt }, "IX_Organisations_Live_Founder")
            .HasFilter(Live);

        builder.HasIndex(organisation => new { organisation.PlatformFlag }, "IX_Organisations_PlatformFlag")
            .HasFilter("\"PlatformFlag\" IS NOT NULL");

        // The anomalies, as a column to compare: with only two partial indexes the planner would guess.
        builder
            .HasIndex(
                organisation => new { organisation.UndatedAnomaly, organisation.NameKey, organisation.Id },
                "IX_Organisations_Anomaly")
            .HasFilter("\"DeletedAt\" IS NULL AND \"UndatedAnomaly\" IS NOT NULL");
        builder.HasIndex(organisation => new { organisation.AgreementEndsOn }, "IX_Organisations_AgreementEnds")
            .HasFilter("\"DeletedAt\" IS NULL AND \"AgreementEndsOn\" IS NOT NULL");
    }
}

/// <summary>
/// How many live organisations there are, with and without the flag. Triggers maintain it, so that a list's total takes one row to read.
/// </summary>
internal sealed class OrganisationTally
{
    public bool IsPartner { get; private set; }

    public int Organisations { get; private set; }
}

internal sealed class OrganisationTallyTable : IEntityTypeConfiguration<OrganisationTally>
{
    public void Configure(EntityTypeBuilder<OrganisationTally> builder)
    {
        builder.ToTable("OrganisationTallies");
        builder.HasKey(tally => tally.IsPartner);
    }
}

internal sealed class PartnerAgreementTable : IEntityTypeConfiguration<PartnerAgreement>
{
    public void Configure(EntityTypeBuilder<PartnerAgreement> builder)
    {
        builder.ToTable("PartnerAgreements");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(agreement => agreement.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.HasIndex(person => person.DirectusUserId).IsUnique();
        builder.HasIndex(person => person.EmailKey);
        builder.HasIndex(person => new { person.NameKey, person.Id });
    }
}

internal sealed class OrganisationMembershipTable : IEntityTypeConfiguration<OrganisationMembership>
{
    public void Configure(EntityTypeBuilder<OrganisationMembership> builder)
    {
        builder.ToTable("OrganisationMemberships");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(membership => membership.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(membership => membership.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
