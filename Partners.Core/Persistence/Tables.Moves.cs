using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Moves;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence;

internal sealed class MoveTable : IEntityTypeConfiguration<Move>
{
    public void Configure(EntityTypeBuilder<Move> builder)
    {
        builder.ToTable("Moves");
        builder.HasOne<Move>().WithMany().HasForeignKey(move => move.MovedBackId).OnDelete(DeleteBehavior.Restrict);

        // The history, newest first.
        builder.HasIndex(move => new { move.MovedAt, move.Id }, "IX_Moves_MovedAt").IsDescending(true, true);
    }
}

internal sealed class MoveSideTable : IEntityTypeConfiguration<MoveSide>
{
    public void Configure(EntityTypeBuilder<MoveSide> builder)
    {
        builder.ToTable("MoveSides");
        builder.HasKey(side => new { side.MoveId, side.WorkspaceId });
        builder.HasOne<Move>().WithMany().HasForeignKey(side => side.MoveId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(side => side.WorkspaceId).OnDelete(DeleteBehavior.Restrict);

        // A workspace's moves.
        builder.HasIndex(side => new { side.WorkspaceId, side.MoveId });
    }
}

internal sealed class MovedProjectTable : IEntityTypeConfiguration<MovedProject>
{
    public void Configure(EntityTypeBuilder<MovedProject> builder)
    {
        builder.ToTable("MovedProjects");
        builder.HasKey(moved => new { moved.MoveId, moved.ProjectId });
        builder.HasOne<Move>().WithMany().HasForeignKey(moved => moved.MoveId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(moved => moved.ProjectId).OnDelete(DeleteBehavior.Restrict);

        // A move's projects by name; a project's moves. The workspaces are foreign keys in MoveSides.
        builder.HasIndex(moved => new { moved.MoveId, moved.Name, moved.ProjectId });
        builder.HasIndex(moved => new { moved.ProjectId, moved.MoveId });
    }
}
