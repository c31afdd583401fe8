using System.Text.Json;
using System.Text.Json.Nodes;
using Partners.Core.Outbox;

namespace Partners.Core.Platform.Push;

/// <summary>
/// From what an act changed here to the requests that carry it to the platform, in their order and in as few transactions as it has
/// (docs/product.md I70).
/// </summary>
public static class WriteSets
{
    /// <summary>So many rows go in one request at most.</summary>
    public const int LargestBatch = 400;

    /// <summary>
    /// Fields that go in a request of their own, after the others: the platform may let the console change the row and not these.
    /// </summary>
    private static readonly HashSet<(string, string)> s_apart =
    [
        (PlatformFields.BillingAccount, PlatformFields.MollieCustomer),
        (PlatformFields.BillingAccount, PlatformFields.MollieSubscription),
        (PlatformFields.WorkspaceMembership, PlatformFields.ExpiresAt),
        (PlatformFields.Workspace, PlatformFields.StickyRemoved),
    ];

    /// <param name="changes">All of one act, that are to be sent now.</param>
    public static WriteSet Of(IReadOnlyCollection<PlatformChange> changes)
    {
        var (held, notHeld) = (new List<(PlatformChange Change, JsonNode? Value)>(), new List<NotHeldChange>());
        foreach (var change in changes)
        {
            using var value = JsonDocument.Parse(change.Value);
            if (PlatformHolds.Refuse(change, value.RootElement) is { } because)
            {
                notHeld.Add(new(change.Id, because));
            }
            else
            {
                held.Add((change, JsonNode.Parse(change.Value)));
            }
        }

        var made = held.Where(one => one.Change.Field == PlatformFields.NewRecord).Select(one => New(one.Change, one.Value)).ToList();
        var changed = held.Where(one => one.Change.Field != PlatformFields.NewRecord).ToList();
        var apart = changed.Where(one => s_apart.Contains((one.Change.Collection, one.Change.Field))).ToList();
        var rows = Rows(changed.Except(apart));
        return new(
            [
                .. Files(rows),
                .. Chained(made, PlatformFields.OrganisationMembership, PlatformFields.OrganisationId, PlatformFields.Organisation),
                .. Created(made, PlatformFields.OrganisationMembership),
                .. NewWorkspaces(made),
                .. Created(made, PlatformFields.WorkspaceMembership),
                .. Created(made, PlatformFields.WorkspaceInvite),
                .. Changed(rows, PlatformFields.WorkspaceInvite),
                .. Places(rows),
                .. Changed(rows, PlatformFields.Organisation),
                .. Changed(rows, PlatformFields.OrganisationMembership),
                .. Changed(rows, PlatformFields.Project),
                .. Created(made, PlatformFields.ReferralLedger),
                .. Changed(rows, PlatformFields.ReferralLedger),
                .. Changed(rows, PlatformFields.ProjectWebhook).Select(step => step with { IsApart = true }),
                .. Rows(apart).Select(row => new PushStep(StepShape.Change, [row], IsApart: true)),
            ],
            notHeld);
    }

    private static PushRow New(PlatformChange change, JsonNode? value)
    {
        var values = new JsonObject { [PlatformFields.Id] = null };
        foreach (var (field, given) in value!.AsObject().Where(one => PlatformHolds.InNewRow(change.Collection, one.Key)))
        {
            values[field] = given?.DeepClone();
        }

        var row = new PushRow(change.Collection, change.Item, change.ItemName, values, [], [change.Id]);
        values[PlatformFields.Id] = row.Id;
        return row;
    }

    private static List<PushRow> Rows(IEnumerable<(PlatformChange Change, JsonNode? Value)> changes) =>
    [
        .. changes
            .GroupBy(one => (one.Change.Collection, one.Change.Item))
            .Select(ofRow => new PushRow(
                ofRow.Key.Collection,
                ofRow.Key.Item,
                ofRow.First().Change.ItemName,
                Values: null,
                [.. ofRow.Select(one => new PushField(
                    one.Change.Id,
                    one.Change.Field,
                    one.Change.Before is { } before ? LogoId(one.Change, JsonNode.Parse(before)) : null,
                    one.Change.Before is not null,
                    LogoId(one.Change, one.Value)))],
                [.. ofRow.Select(one => one.Change.Id)])),
    ];

    /// <summary>The bare id of a logo: earlier changes have the address at which this console shows it.</summary>
    private static JsonNode? LogoId(PlatformChange change, JsonNode? value) =>
        change is { Collection: PlatformFields.Workspace, Field: PlatformFields.LogoUrl }
        && value is not null
        && value.GetValue<string>() is var address
        && address.StartsWith("/workspaces/", StringComparison.Ordinal)
            ? JsonValue.Create(address[(address.LastIndexOf('/') + 1)..])
            : value;

    /// <summary>A logo is a file of the platform's before a workspace can show it.</summary>
    private static IEnumerable<PushStep> Files(IEnumerable<PushRow> rows) =>
        from row in rows
        where row.Collection == PlatformFields.Workspace
        from field in row.Fields
        where field.Field == PlatformFields.LogoUrl && field.After is not null
        select new PushStep(
            StepShape.File,
            [new PushRow(PlatformFields.Files, field.After!.GetValue<string>(), row.Name, [], [], [])]);

    /// <summary>A new row of one collection that another new row belongs to, in one request with the first that does.</summary>
    private static IEnumerable<PushStep> Chained(List<PushRow> made, string outer, string link, string inner)
    {
        foreach (var of in made.Where(row => row.Collection == inner).ToList())
        {
            var first = made.Find(row => row.Collection == outer && Text(row.Values!, link) == of.Item);
            made.RemoveAll(row => row == of || row == first);
            yield return first is null ? new(StepShape.Create, [of]) : new(StepShape.CreateChain, [first, of]);
        }
    }

    /// <summary>Owner, workspace and account in one request, then the account's own workspace: the two refer to each other.</summary>
    private static IEnumerable<PushStep> NewWorkspaces(List<PushRow> made)
    {
        foreach (var workspace in made.Where(row => row.Collection == PlatformFields.Workspace).ToList())
        {
            var accountId = Text(workspace.Values!, PlatformFields.BillingAccountId);
            var account = made.Find(row => row.Collection == PlatformFields.BillingAccount && row.Item == accountId);
            var owner = made.Find(row => row.Collection == PlatformFields.WorkspaceMembership
                && Text(row.Values!, PlatformFields.WorkspaceId) == workspace.Item);
            PushRow[] chain = [.. new[] { owner, workspace, account }.OfType<PushRow>()];
            made.RemoveAll(chain.Contains);
            yield return new(StepShape.CreateChain, chain);
            if (account is not null)
            {
                var link = new PushField(
                    account.Changes[0], PlatformFields.WorkspaceId, Before: null, KnowsBefore: true, JsonValue.Create(workspace.Item));
                yield return new(
                    StepShape.Change,
                    [new PushRow(account.Collection, account.Item, account.Name, Values: null, [link], account.Changes)]);
            }
        }
    }

    private static IEnumerable<PushStep> Created(IEnumerable<PushRow> made, string collection) =>
        made.Where(row => row.Collection == collection).Chunk(LargestBatch).Select(rows => new PushStep(StepShape.Create, rows));

    /// <summary>One row by itself, so that it is compared there too; several in one request.</summary>
    private static IEnumerable<PushStep> Changed(IEnumerable<PushRow> rows, string collection) =>
        rows.Where(row => row.Collection == collection)
            .Chunk(LargestBatch)
            .Select(some => new PushStep(NeedsReading(some) ? StepShape.ChangeMany : StepShape.Change, some));

    /// <summary>What is there is part of what is written: a list of moves gets one more.</summary>
    private static bool NeedsReading(PushRow[] rows) => rows.Length > 1 || rows[0].Collection == PlatformFields.Project;

    /// <summary>Who is in a workspace, whose it is and who pays change in one transaction.</summary>
    private static IEnumerable<PushStep> Places(IReadOnlyList<PushRow> rows)
    {
        PushRow[] places =
        [
            .. rows.Where(row => row.Collection == PlatformFields.WorkspaceMembership),
            .. rows.Where(row => row.Collection == PlatformFields.Workspace),
            .. rows.Where(row => row.Collection == PlatformFields.BillingAccount),
        ];
        return places.Length switch
        {
            0 => [],
            1 => [new(StepShape.Change, places)],
            _ => [new(StepShape.ChangeNested, places)],
        };
    }

    private static string? Text(JsonObject values, string field) => values[field]?.GetValue<string>();
}
