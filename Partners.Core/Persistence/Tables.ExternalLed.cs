using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence;

internal sealed class CandidateTable : IEntityTypeConfiguration<Candidate>
{
    public void Configure(EntityTypeBuilder<Candidate> builder)
    {
        builder.ToTable("Candidates");
        builder.Property(candidate => candidate.Version).IsConcurrencyToken();
        builder.Property(candidate => candidate.KnownSignals).HasConversion<int>();
        builder.Property(candidate => candidate.ReturnedFor).HasConversion<int>();
        builder.HasOne<Workspace>().WithOne().HasForeignKey<Candidate>(candidate => candidate.Id).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(candidate => candidate.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClientStandingTable : IEntityTypeConfiguration<ClientStanding>
{
    private const string Listed = "\"IsListed\"";

    public void Configure(EntityTypeBuilder<ClientStanding> builder)
    {
        builder.ToTable("ClientStandings");
        builder.HasKey(standing => standing.WorkspaceId);
        builder.Property(standing => standing.Signals).HasConversion<int>();
        builder.HasOne<Workspace>().WithOne().HasForeignKey<ClientStanding>(standing => standing.WorkspaceId).OnDelete(DeleteBehavior.Cascade);

        // For the board: each stage by score, with every column that its search and filters use, so that counting needs no rows. For the
        // list: by score, by age in the stage and by client. The orders by cap left and by expiry need indexes on expressions, which EF
        // Core does not support: see Initial.Sql.cs. Last, a partner's clients.
        builder.HasIndex(
            standing => new
            {
                standing.Stage,
                standing.IsSnoozed,
                standing.Score,
                standing.WorkspaceId,
                standing.ClientKey,
                standing.PartnerKey,
                standing.PartnerId,
                standing.OwnerSubject,
                standing.Signals,
                standing.StageSince,
                standing.NearFrom,
                standing.DealEndsOn,
            },
            "IX_ClientStandings_Board").IsDescending(false, false, true, false, false, false, false, false, false, false, false, false).HasFilter(Listed);
        builder.HasIndex(standing => new { standing.Score, standing.WorkspaceId }, "IX_ClientStandings_Score").IsDescending(true, false).HasFilter(Listed);
        builder.HasIndex(standing => new { standing.StageSince, standing.WorkspaceId }, "IX_ClientStandings_Age").HasFilter(Listed);
        builder.HasIndex(standing => new { standing.ClientKey, standing.WorkspaceId }, "IX_ClientStandings_Client").HasFilter(Listed);
        builder.HasIndex(standing => new { standing.PartnerId, standing.Score, standing.WorkspaceId }, "IX_ClientStandings_Partner").IsDescending(false, true, false);
    }
}

internal sealed class SignalRefreshRunTable : IEntityTypeConfiguration<SignalRefreshRun>
{
    public void Configure(EntityTypeBuilder<SignalRefreshRun> builder) => builder.ToTable("SignalRefreshRuns");
}

/// <summary>An external-client workspace that changed since its signals were read.</summary>
internal sealed class SignalTouch
{
    private SignalTouch()
    {
    }

    public SignalTouch(Guid workspaceId, Guid stamp)
    {
        WorkspaceId = workspaceId;
        Stamp = stamp;
    }

    public Guid WorkspaceId { get; private set; }

    /// <summary>New for each touch, so that a touch during a refresh is not mistaken for the one it read.</summary>
    public Guid Stamp { get; private set; }
}

internal sealed class SignalTouchTable : IEntityTypeConfiguration<SignalTouch>
{
    public void Configure(EntityTypeBuilder<SignalTouch> builder)
    {
        builder.ToTable("SignalTouches");
        builder.HasKey(touch => touch.WorkspaceId);
    }
}
