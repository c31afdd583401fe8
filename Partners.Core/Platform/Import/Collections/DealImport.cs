using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>A row of the platform's ledger. Older exports lack the discount and cap columns, which means no discount and no cap.</summary>
internal sealed record DealRow(
    long PlatformId,
    Guid PartnerId,
    Guid? WorkspaceId,
    Percentage Kickback,
    Percentage Discount,
    Money? Cap,
    DateOnly StartsOn,
    DateOnly? ExpiresOn,
    string? Notes,
    DateTimeOffset? DeletedAt)
{
    /// <summary>The platform's default, 20 %.</summary>
    public static readonly Percentage UsualKickback = new(2_000);

    public static DealRow Read(RowFields row)
    {
        var deal = new DealRow(
            row.Number("id"),
            row.Id("partner_team_id"),
            row.OptionalId("workspace_id"),
            row.OptionalPercentage("partner_kickback_percent") ?? UsualKickback,
            row.OptionalPercentage("to_organisation_discount_percent") ?? Percentage.Zero,
            row.OptionalEuros("eur_cap_kickback"),
            row.Day("starts_at"),
            row.OptionalDay("expires_at"),
            row.Optional("notes"),
            row.OptionalInstant("deleted_at"));
        if (deal.ExpiresOn < deal.StartsOn)
        {
            row.Reject(
                $"The deal expires (expires_at, {deal.ExpiresOn:yyyy-MM-dd}) before it starts (starts_at, {deal.StartsOn:yyyy-MM-dd}).");
        }

        return deal;
    }
}

internal sealed class DealImport : CollectionImport<Deal, long, DealRow>
{
    public override string Name => PlatformFields.ReferralLedger;

    /// <summary>
    /// Staff-owned terms keep their latest version; <see cref="PlatformWords"/> says how days and percentages are written.
    /// </summary>
    protected override IReadOnlyList<StaffOwnedField<Deal, DealRow>> StaffOwnedFields { get; } =
    [
        new(PlatformFields.WorkspaceId, row => row.WorkspaceId, (row, ours) => row with { WorkspaceId = ours.WorkspaceId }),
        new(
            PlatformFields.Kickback,
            row => PlatformWords.Of(row.Kickback),
            (row, ours) => row with { Kickback = ours.LatestTerms.Kickback }),
        new(
            PlatformFields.Discount,
            row => PlatformWords.Of(row.Discount),
            (row, ours) => row with { Discount = ours.LatestTerms.Discount }),
        new(PlatformFields.Cap, row => PlatformWords.Of(row.Cap), (row, ours) => row with { Cap = ours.LatestTerms.Cap }),
        new(PlatformFields.StartsAt, row => PlatformWords.Midnight(row.StartsOn), (row, ours) => row with { StartsOn = ours.StartsOn }),
        new(PlatformFields.ExpiresAt, row => PlatformWords.Midnight(row.ExpiresOn), (row, ours) => row with { ExpiresOn = ours.ExpiresOn }),
        new(PlatformFields.Notes, row => row.Notes, (row, ours) => row with { Notes = ours.Notes }),
        new(
            PlatformFields.DeletedAt,
            (recorded, row, _) => Recorded.HasEnded(recorded, row.DeletedAt),
            (row, ours) => row with { DeletedAt = ours.DeletedAt }),
    ];

    protected override DealRow Read(RowFields row) => DealRow.Read(row);

    protected override long KeyOf(DealRow row) => row.PlatformId;

    protected override async Task<Func<DealRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<DealRow> rows,
        CancellationToken cancel)
    {
        var partners = await Parents.OrganisationsAsync(db, rows.Select(row => row.PartnerId), cancel);
        var workspaces = await Parents.WorkspacesAsync(db, rows.Select(row => row.WorkspaceId).OfType<Guid>(), cancel);
        await AdoptAsync(db, rows, cancel);
        return row => !partners.Contains(row.PartnerId) ? Parents.Unknown("organisation", "partner_team_id", row.PartnerId)
            : row.WorkspaceId is { } workspace && !workspaces.ContainsKey(workspace)
                ? Parents.Unknown("workspace", "workspace_id", workspace)
            : null;
    }

    protected override Task<Dictionary<long, Deal>> ExistingAsync(PartnersDb db, IReadOnlyList<long> keys, CancellationToken cancel) =>
        db.Deals.Include(deal => deal.Terms)
            .Where(deal => deal.PlatformId != null && keys.Contains(deal.PlatformId.Value))
            .ToDictionaryAsync(deal => deal.PlatformId!.Value, cancel);

    protected override Deal New(DealRow row, ImportSession session)
    {
        var deal = new Deal(
            Guid.CreateVersion7(session.At),
            row.PlatformId,
            row.PartnerId,
            row.WorkspaceId,
            clientName: null,
            row.StartsOn,
            row.Notes,
            session.At);
        deal.Agree(
            row.StartsOn,
            row.Kickback,
            row.Discount,
            row.Cap,
            row.ExpiresOn,
            Deal.ImportedReference,
            reason: null,
            session.Who,
            session.At);
        CopyFromPlatform(deal, row);
        return deal;
    }

    protected override void CopyFromPlatform(Deal entity, DealRow row) =>
        entity.CopyFromPlatform(
            row.PartnerId,
            row.WorkspaceId,
            row.StartsOn,
            row.Notes,
            row.Kickback,
            row.Discount,
            row.Cap,
            row.ExpiresOn,
            row.DeletedAt);

    protected override void Touch(StaleClients touched, Deal entity)
    {
        if (entity.WorkspaceId is { } workspace)
        {
            touched.Workspace(workspace);
        }
    }

    protected override void Insert(PartnersDb db, IReadOnlyCollection<Deal> entities)
    {
        base.Insert(db, entities);
        using var insert = new BulkInsert<DealTerms>(db);
        foreach (var terms in entities.SelectMany(deal => deal.Terms))
        {
            insert.Add(terms);
        }
    }

    /// <summary>A change to the terms alone must raise the deal's version too.</summary>
    protected override bool HasChanged(PartnersDb db, Deal entity)
    {
        if (base.HasChanged(db, entity))
        {
            return true;
        }

        if (!entity.Terms.Any(terms => db.Entry(terms).State == EntityState.Modified))
        {
            return false;
        }

        db.Entry(entity).Property(deal => deal.Version).IsModified = true;
        return true;
    }

    /// <summary>
    /// Matches a deal recorded here with the numbered row in which the platform returns it, by partner, workspace and start. Otherwise the
    /// deal would exist twice and be owed twice.
    /// </summary>
    private static async Task AdoptAsync(PartnersDb db, IReadOnlyCollection<DealRow> rows, CancellationToken cancel)
    {
        var unnumbered = await db.Deals
            .Where(deal => deal.PlatformId == null && deal.WorkspaceId != null && deal.VoidedAt == null && deal.DeletedAt == null)
            .ToListAsync(cancel);
        if (unnumbered.Count == 0)
        {
            return;
        }

        var numbers = rows.Select(row => row.PlatformId).ToList();
        var known = (await db.Deals
            .Where(deal => deal.PlatformId != null && numbers.Contains(deal.PlatformId.Value))
            .Select(deal => deal.PlatformId!.Value)
            .ToListAsync(cancel))
            .ToHashSet();
        foreach (var row in rows.Where(row => row.DeletedAt is null && !known.Contains(row.PlatformId)))
        {
            if (unnumbered.Find(deal =>
                deal.PartnerId == row.PartnerId && deal.WorkspaceId == row.WorkspaceId && deal.StartsOn == row.StartsOn) is { } ours)
            {
                unnumbered.Remove(ours);
                ours.TakeNumber(row.PlatformId);
                var item = ours.Id.ToString();
                var changes = await db.PlatformChanges
                    .Where(change => change.Collection == PlatformFields.ReferralLedger && change.Item == item)
                    .ToListAsync(cancel);
                changes.ForEach(change => change.TakeItem(row.PlatformId.ToString(CultureInfo.InvariantCulture)));
            }
        }

        await db.SaveChangesAsync(cancel);
    }
}
