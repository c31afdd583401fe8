using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Import.Collections;
using Partners.Core.Platform.Live;
using Partners.Core.Values;
using Partners.Core.Workspaces;
using WorkspaceRow = Partners.Core.Platform.Import.Collections.WorkspaceRow;

namespace Partners.Core.Platform.Push;

/// <summary>
/// Takes the proof of a handoff a second time, on the platform's own rows, once the platform has it; and again while it alarms
/// (docs/product.md H40). Webhooks are those known here: the platform does not show them to everybody.
/// </summary>
internal sealed class HandoffThere(
    PlatformReader reader,
    IDbContextFactory<PartnersDb> contexts,
    WriteGate gate,
    ChangeFeed feed,
    SideSettings sides,
    TimeProvider time)
{
    private static readonly TimeSpan s_between = TimeSpan.FromMinutes(15);

    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read | Permission.Transfer);

    /// <summary>Handoffs that the platform has and that are not proven there, or whose proof there does not hold.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        var taken = (await db.PlatformChanges.AsNoTracking()
            .Where(change => change.Collection == PlatformFields.Workspace
                && change.Field == PlatformFields.OrganisationId
                && change.State == PlatformChangeState.Applied
                && db.PlatformDeliveries.Any(delivery => delivery.Id == change.RequestId && delivery.AnsweredAt != null))
            .Select(change => change.Item)
            .ToListAsync(cancel))
            .ConvertAll(Guid.Parse);
        var alarms = await db.ProofBreaches.AsNoTracking()
            .Where(breach => breach.ClosedAt == null && breach.AcceptedAt == null)
            .ToListAsync(cancel);
        var before = time.GetUtcMilliseconds() - s_between;
        return
        [
            .. (await db.Handoffs.AsNoTracking()
                .Where(handoff => handoff.Status == HandoffStatus.Completed && taken.Contains(handoff.WorkspaceId))
                .ToListAsync(cancel))
                .Where(handoff => handoff.ProofThere is not { } proof
                    || (proof.At < before && alarms.Exists(breach => breach.IsThere && breach.HandoffId == handoff.Id)))
                .Select(handoff => handoff.Id),
        ];
    }

    /// <returns>Why it could not be taken; null where it was.</returns>
    public async Task<PlatformFault?> ProveAsync(Guid handoffId, CancellationToken cancel)
    {
        Handoff handoff;
        Dictionary<Guid, Person> known;
        await using (var db = await contexts.OpenAsync(cancel))
        {
            handoff = await db.Handoffs.AsNoTracking().SingleAsync(found => found.Id == handoffId, cancel);
            known = await db.People.AsNoTracking()
                .Where(person => db.WorkspaceMemberships.Any(one => one.WorkspaceId == handoff.WorkspaceId && one.PersonId == person.Id)
                    || db.OrganisationMemberships.Any(one => one.OrganisationId == handoff.ClientId && one.PersonId == person.Id))
                .ToDictionaryAsync(person => person.Id, cancel);
        }

        var at = time.GetUtcMilliseconds();
        var read = await ReadAsync(handoff.WorkspaceId, known, at, cancel);
        if (!read.IsThere)
        {
            return read.Fault;
        }

        IReadOnlyList<Changed> news;
        using (await gate.EnterAsync(cancel))
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await db.BeginWriteAsync(cancel);
            var flows = await DataFlows.OfWorkspaceAsync(db, handoff.WorkspaceId, cancel);
            var proof = await AccessProof.TakeAsync(
                db, read.Value with { Flows = flows }, handoff.PartnerId, KeptOnPurpose.Of(handoff), sides, at, cancel);
            news = await ProofsThere.KeepAsync(db, handoff, read.Value.Workspace.Name, proof, s_console, cancel);
            await transaction.CommitAsync(CancellationToken.None);
        }

        feed.Publish(news);
        return null;
    }

    private async Task<PlatformAnswer<AccessRows>> ReadAsync(
        Guid workspaceId, Dictionary<Guid, Person> known, DateTimeOffset at, CancellationToken cancel)
    {
        var workspaces = await RowsAsync(PlatformFields.Workspace, PlatformFields.Id, workspaceId, WorkspaceRow.Read, cancel);
        if (!workspaces.IsThere || workspaces.Value.Count == 0)
        {
            return workspaces.Fault ?? new Forbidden();
        }

        var workspace = workspaces.Value[0];
        var roles = await RowsAsync(
            PlatformFields.WorkspaceMembership, PlatformFields.WorkspaceId, workspaceId, WorkspaceMembershipRow.Read, cancel);
        var members = await RowsAsync(
            PlatformFields.OrganisationMembership,
            PlatformFields.OrganisationId,
            workspace.Facts.OrganisationId,
            OrganisationMembershipRow.Read,
            cancel);
        var invites = await RowsAsync(
            PlatformFields.WorkspaceInvite, PlatformFields.WorkspaceId, workspaceId, WorkspaceInviteRow.Read, cancel);
        var accounts = await RowsAsync(
            PlatformFields.BillingAccount,
            PlatformFields.Id,
            workspace.Facts.BillingAccountId ?? Guid.Empty,
            BillingAccountRow.Read,
            cancel);
        if ((roles.Fault ?? members.Fault ?? invites.Fault ?? accounts.Fault) is { } fault)
        {
            return fault;
        }

        var missing = roles.Value!.Select(row => row.PersonId).Concat(members.Value!.Select(row => row.PersonId))
            .Where(id => !known.ContainsKey(id))
            .Distinct()
            .ToList();
        if (missing.Count > 0)
        {
            var people = await reader.SearchAsync("app_user", [.. missing.Select(id => id.ToString())], [], cancel);
            if (!people.IsThere)
            {
                return people.Fault;
            }

            foreach (var person in Read(people.Value, PersonRow.Read))
            {
                known[person.Id] = new(person.Id, person.DirectusUserId, person.Email, person.DisplayName, person.CreatedAt ?? at);
            }
        }

        return new AccessRows(
            new(workspace.Id, workspace.FactsOr(at)),
            accounts.Value!.Select(row => new BillingAccount(row.Id, row.FactsOr(at))).FirstOrDefault(),
            [
                .. roles.Value!
                    .Select(row => new WorkspaceMembership(
                        row.Id, row.WorkspaceId, row.PersonId, row.Role, row.Source, row.CreatedAt ?? at, row.DeletedAt, row.ExpiresAt))
                    .Where(one => one.HasAccess(at) && known.ContainsKey(one.PersonId))
                    .Select(one => (one, known[one.PersonId])),
            ],
            [
                .. members.Value!
                    .Where(row => row.DeletedAt is null && known.ContainsKey(row.PersonId))
                    .Select(row => (
                        new OrganisationMembership(row.Id, row.OrganisationId, row.PersonId, row.Role, row.CreatedAt ?? at, row.DeletedAt),
                        known[row.PersonId])),
            ],
            [.. invites.Value!.Select(row => new WorkspaceInvite(row.Id, row.Facts)).Where(invite => invite.IsPending(at))],
            Flows: [],
            Projects: null);
    }

    private async Task<PlatformAnswer<IReadOnlyList<TRow>>> RowsAsync<TRow>(
        string collection, string field, Guid value, Func<RowFields, TRow> read, CancellationToken cancel)
    {
        var filter = new JsonObject { [field] = new JsonObject { ["_eq"] = value.ToString() } };
        var all = new List<TRow>();
        while (true)
        {
            var query = new ItemQuery(collection, PlatformReader.LargestPage)
            {
                Filter = filter.DeepClone().AsObject(),
                Sort = [PlatformFields.Id],
                Offset = all.Count,
            };
            var rows = await reader.RowsAsync(query, cancel);
            if (!rows.IsThere)
            {
                return rows.Fault;
            }

            all.AddRange(Read(rows.Value, read));
            if (rows.Value.Count < PlatformReader.LargestPage)
            {
                return all;
            }
        }
    }

    /// <summary>A row that cannot be read is no way in that could be named.</summary>
    private static List<TRow> Read<TRow>(IReadOnlyList<JsonElement> rows, Func<RowFields, TRow> read)
    {
        var (all, fields) = (new List<TRow>(), new RowFields());
        foreach (var row in rows)
        {
            fields.Begin(row);
            var one = read(fields);
            if (fields.Problem is null)
            {
                all.Add(one);
            }
        }

        return all;
    }
}
