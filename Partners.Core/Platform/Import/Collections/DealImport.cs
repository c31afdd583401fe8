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
    DateTimeOffset? DeletedAt,
    TermFields Held)
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
            row.OptionalEuros("eur_cap_kickback", Money.Most),
            row.Day("starts_at"),
            row.OptionalDay("expires_at"),
            row.Optional("notes"),
            row.OptionalInstant("deleted_at"),
            TermFields.Always
                | (row.Has(PlatformFields.Discount) ? TermFields.Discount : TermFields.None)
                | (row.Has(PlatformFields.Cap) ? TermFields.Cap : TermFields.None));
        if (deal.ExpiresOn < deal.StartsOn)
        {
            row.Reject(
                $"The deal expires (expires_at, {deal.ExpiresOn:yyyy-MM-dd}) before it starts (starts_at, {deal.StartsOn:yyyy-MM-dd}).");
        }

        return deal;
    }

    public PlatformValues Values => new(PartnerId, WorkspaceId, Kickback, Discount, Cap, StartsOn, ExpiresOn, Held);
}

/// <summary>
/// A row that is new here becomes a deal. Later the terms live here: what the row says otherwise is kept beside the deal as a difference,
/// and a deleted row ends it (docs/product.md L40, L41).
/// </summary>
internal sealed class DealImport : CollectionImport<Deal, long, DealRow>
{
    public override string Name => PlatformFields.ReferralLedger;

    /// <summary>
    /// Staff-owned terms keep their latest version; <see cref="PlatformWords"/> says how days and percentages are written.
    /// </summary>
    protected override IReadOnlyList<StaffOwnedField<Deal, DealRow>> StaffOwnedFields { get; } =
    [
        new(PlatformFields.PartnerId, row => row.PartnerId, (row, ours) => row with { PartnerId = ours.PartnerId }),
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
            (row, ours) => row with { DeletedAt = ours.DeletedOnPlatformAt ?? ours.DeletedAt }),
    ];

    protected override DealRow Read(RowFields row) => DealRow.Read(row);

    public override async IAsyncEnumerable<string> LivingAsync(PartnersDb db)
    {
        var living = db.Deals.AsNoTracking()
            .Where(deal => deal.PlatformId != null
                && deal.DeletedAt == null
                && deal.VoidedAt == null
                && deal.DeletedOnPlatformAt == null)
            .Select(deal => deal.PlatformId!.Value);
        await foreach (var number in living.AsAsyncEnumerable())
        {
            yield return number.ToString(CultureInfo.InvariantCulture);
        }
    }

    public override Task<int> EndAsync(
        PartnersDb db,
        IReadOnlyCollection<string> ids,
        ImportSession session,
        CancellationToken cancel) =>
        VanishedDeals.EndAsync(
            db,
            [.. ids.Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : 0)],
            session,
            cancel);

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
        deal.CopyFromPlatform(row.Values, row.Notes, row.DeletedAt);
        return deal;
    }

    protected override void CopyFromPlatform(Deal entity, DealRow row)
    {
        if (entity.DeletedAt is not null)
        {
            entity.CopyFromPlatform(row.Values, row.Notes, row.DeletedAt);
            return;
        }

        entity.Note(row.Notes);
        entity.FollowDeletion(row.DeletedAt);
    }

    protected override async Task BesideAsync(
        PartnersDb db,
        IReadOnlyList<FollowedRow<Deal, DealRow>> rows,
        ImportSession session,
        CancellationToken cancel)
    {
        var deals = rows.Where(row => row.Entity.DeletedAt is null).ToList();
        var ids = deals.ConvertAll(row => row.Entity.Id);
        var known = await db.PlatformTerms.Where(terms => ids.Contains(terms.DealId)).ToDictionaryAsync(terms => terms.DealId, cancel);
        var noticed = new List<NoticedAtDeal>();
        foreach (var (deal, said, followed) in deals)
        {
            var isKnown = known.TryGetValue(deal.Id, out var terms);
            terms ??= db.PlatformTerms.Add(new(deal.Id, said.Values, session.At)).Entity;
            var before = (terms.Open, terms.Values);
            var opened = isKnown ? terms.See(deal, said.Values, session.At) : terms.Begin(deal, followed.Values);
            var wasDeleted = db.Entry(deal).Property(found => found.DeletedOnPlatformAt).OriginalValue is not null;
            if (wasDeleted != deal.DeletedOnPlatformAt is not null)
            {
                DealNotices.OfDeletion(deal, terms, noticed);
            }

            if (opened != TermFields.None)
            {
                noticed.Add(DealNotices.OfDifference(deal, terms, opened));
            }

            if (opened != TermFields.None || (isKnown && before != (terms.Open, terms.Values)))
            {
                db.Entry(deal).Property(found => found.Version).IsModified = true;
            }
        }

        await DealNotices.RecordAsync(db, noticed, session, cancel);
        db.ChangeTracker.DetectChanges();
    }

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
        db.InsertAll<DealTerms>([.. entities.SelectMany(deal => deal.Terms)]);
    }

    protected override void InsertBeside(PartnersDb db, IReadOnlyCollection<(Deal Entity, DealRow Row)> added, ImportSession session) =>
        db.InsertAll<PlatformTerms>(
        [
            .. added
                .Where(one => one.Entity.DeletedAt is null)
                .Select(one => new PlatformTerms(one.Entity.Id, one.Row.Values, session.At)),
        ]);

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
