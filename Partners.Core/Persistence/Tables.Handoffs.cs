using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence;

internal sealed class ProofBreachTable : IEntityTypeConfiguration<ProofBreach>
{
    public void Configure(EntityTypeBuilder<ProofBreach> builder)
    {
        builder.ToTable("ProofBreaches");
        builder.Property(breach => breach.Version).IsConcurrencyToken();
        builder.HasOne<Handoff>().WithMany().HasForeignKey(breach => breach.HandoffId).OnDelete(DeleteBehavior.Restrict);

        // The few that are open, by handoff.
        builder.HasIndex(breach => breach.HandoffId, "IX_ProofBreaches_Open").HasFilter("\"ClosedAt\" IS NULL AND \"AcceptedAt\" IS NULL");
    }
}

internal sealed class HandoffCertificateTable : IEntityTypeConfiguration<HandoffCertificate>
{
    public void Configure(EntityTypeBuilder<HandoffCertificate> builder)
    {
        builder.ToTable("HandoffCertificates");
        builder.HasOne<Handoff>().WithMany().HasForeignKey(certificate => certificate.HandoffId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(certificate => new { certificate.HandoffId, certificate.Number }).IsUnique();
    }
}

internal sealed class HandoffTable : IEntityTypeConfiguration<Handoff>
{
    private const string Uncertified = "\"Status\" = 'Completed' AND \"CertificateSignedOn\" IS NULL";
    private const string Pending = "\"Status\" IN ('Draft', 'Scheduled')";

    public void Configure(EntityTypeBuilder<Handoff> builder)
    {
        builder.ToTable("Handoffs");
        builder.Property(handoff => handoff.Version).IsConcurrencyToken();
        AsJson(builder.Property(handoff => handoff.Plan)).HasDefaultValueSql("'{}'");
        AsJson(builder.Property(handoff => handoff.Record));
        AsJson(builder.Property(handoff => handoff.ProofThere));
        builder.HasOne<Workspace>().WithMany().HasForeignKey(handoff => handoff.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(handoff => handoff.PartnerId).OnDelete(DeleteBehavior.Restrict);

        // ClientId has no foreign key: SQLite can add one only by rebuilding the table, and not within a transaction.

        // One pending handoff per workspace. The due ones. The list, and the list by status, newest first. The counts by status.
        builder.HasIndex(handoff => handoff.WorkspaceId, "IX_Handoffs_Pending").IsUnique().HasFilter(Pending);
        builder.HasIndex(handoff => new { handoff.Status, handoff.PreparedAt, handoff.Id }, "IX_Handoffs_Status")
            .IsDescending(false, true, true);
        builder.HasIndex(handoff => new { handoff.PreparedAt, handoff.Id }, "IX_Handoffs_PreparedAt").IsDescending(true, true);
        builder.HasIndex(handoff => new { handoff.Status, handoff.BlockedBecause }, "IX_Handoffs_Counts");
        builder.HasIndex(handoff => new { handoff.PartnerId, handoff.PreparedAt, handoff.Id }, "IX_Handoffs_Partner")
            .IsDescending(false, true, true);

        // Those without a certificate, by when they were handed off.
        builder.HasIndex(handoff => handoff.EndedAt, "IX_Handoffs_Uncertified").HasFilter(Uncertified);
    }

    private static PropertyBuilder<T> AsJson<T>(PropertyBuilder<T> property) =>
        property.HasConversion(
            value => Json<T>.Write(value),
            text => Json<T>.Read(text),
            new ValueComparer<T>(Json<T>.Same, Json<T>.Hash, Json<T>.Copy));

    /// <summary>Stored as JSON: a handoff's plan and record are always read whole.</summary>
    private static class Json<T>
    {
        private static readonly JsonSerializerOptions s_options = new()
        {
            Converters = { new JsonStringEnumConverter() },
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };

        public static readonly Expression<Func<T?, T?, bool>> Same = (one, other) => Write(one) == Write(other);
        public static readonly Expression<Func<T, int>> Hash = value => Write(value).GetHashCode(StringComparison.Ordinal);
        public static readonly Expression<Func<T, T>> Copy = value => value;

        public static string Write(T? value) => JsonSerializer.Serialize(value, s_options);

        public static T Read(string text) => JsonSerializer.Deserialize<T>(text, s_options)!;
    }
}
