using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Branding;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence;

internal sealed class WorkspaceTable : IEntityTypeConfiguration<Workspace>
{
    public void Configure(EntityTypeBuilder<Workspace> builder)
    {
        builder.ToTable("Workspaces");
        builder.Property(workspace => workspace.Version).IsConcurrencyToken();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(workspace => workspace.OrganisationId).OnDelete(DeleteBehavior.Restrict);

        // Workspaces and accounts reference each other, so an import could not satisfy a foreign key here.
        builder.HasIndex(workspace => workspace.BillingAccountId);

        // An organisation's workspaces by name.
        builder.HasIndex(workspace => new { workspace.OrganisationId, workspace.Name, workspace.Id }, "IX_Workspaces_Live_Name")
            .HasFilter("\"DeletedAt\" IS NULL");

        // Any workspace by the beginning of its own or its client's name.
        builder.HasIndex(workspace => new { workspace.NameKey, workspace.Id }, "IX_Workspaces_Live_NameKey")
            .HasFilter("\"DeletedAt\" IS NULL");
        builder.HasIndex(workspace => new { workspace.ClientKey, workspace.Id }, "IX_Workspaces_Live_ClientKey")
            .HasFilter("\"DeletedAt\" IS NULL AND \"ClientKey\" IS NOT NULL");
    }
}

internal sealed class WorkspaceMembershipTable : IEntityTypeConfiguration<WorkspaceMembership>
{
    public void Configure(EntityTypeBuilder<WorkspaceMembership> builder)
    {
        builder.ToTable("WorkspaceMemberships");
        builder.Property(membership => membership.Version).IsConcurrencyToken();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(membership => membership.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(membership => membership.PersonId).OnDelete(DeleteBehavior.Restrict);

        // Said because the partial index below would take its place.
        builder.HasIndex(membership => membership.WorkspaceId);

        // People who are in a workspace twice.
        builder.HasIndex(membership => new { membership.WorkspaceId, membership.PersonId }, "IX_WorkspaceMemberships_Live_Person")
            .HasFilter("\"DeletedAt\" IS NULL");
    }
}

internal sealed class WorkspaceInviteTable : IEntityTypeConfiguration<WorkspaceInvite>
{
    public void Configure(EntityTypeBuilder<WorkspaceInvite> builder)
    {
        builder.ToTable("WorkspaceInvites");

        // Said because the partial index below would take its place.
        builder.HasIndex(invite => invite.WorkspaceId);

        // Addresses that are invited twice.
        builder.HasIndex(invite => new { invite.WorkspaceId, invite.EmailKey, invite.ExpiresAt }, "IX_WorkspaceInvites_Open_Email")
            .HasFilter("\"AcceptedAt\" IS NULL AND \"DeletedAt\" IS NULL");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(invite => invite.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SidePlacementTable : IEntityTypeConfiguration<SidePlacement>
{
    public void Configure(EntityTypeBuilder<SidePlacement> builder)
    {
        builder.ToTable("SidePlacements");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(placement => placement.WorkspaceId).OnDelete(DeleteBehavior.Restrict);

        // An address is on one side of a workspace.
        builder.HasIndex(placement => new { placement.WorkspaceId, placement.EmailKey }, "IX_SidePlacements_Standing")
            .IsUnique()
            .HasFilter("\"EndedAt\" IS NULL");
    }
}

internal sealed class ProjectWebhookTable : IEntityTypeConfiguration<ProjectWebhook>
{
    public void Configure(EntityTypeBuilder<ProjectWebhook> builder)
    {
        builder.ToTable("ProjectWebhooks");
        builder.HasOne<Project>().WithMany().HasForeignKey(webhook => webhook.ProjectId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkspaceLogoTable : IEntityTypeConfiguration<WorkspaceLogo>
{
    public void Configure(EntityTypeBuilder<WorkspaceLogo> builder)
    {
        builder.ToTable("WorkspaceLogos");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(logo => logo.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProjectTable : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.ToTable("Projects");
        builder.Property(project => project.Version).IsConcurrencyToken();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(project => project.WorkspaceId).OnDelete(DeleteBehavior.Restrict);

        // A workspace's live projects, newest first; also counts them without reading rows.
        builder.HasIndex(project => new { project.WorkspaceId, project.DeletedAt, project.CreatedAt, project.Id }, "IX_Projects_Workspace")
            .IsDescending(false, false, true, false);
        builder.HasIndex(project => new { project.HandedOverInId, project.WorkspaceId }, "IX_Projects_HandedOver")
            .HasFilter("\"HandedOverInId\" IS NOT NULL");
    }
}

internal sealed class ConversationTable : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("Conversations");
        builder.HasOne<Project>().WithMany().HasForeignKey(conversation => conversation.ProjectId).OnDelete(DeleteBehavior.Restrict);

        // Conversations per project within a window.
        builder.HasIndex(conversation => new { conversation.ProjectId, conversation.CreatedAt });
    }
}
