using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;

namespace Partners.Core.Platform.Push;

/// <param name="Act">See <see cref="PlatformChange.Act"/>.</param>
/// <param name="VersionSeen">The delivery's version on the page the person acted on.</param>
public sealed record SettleConflict(Guid RequestId, Guid Act, int VersionSeen, string? Reason);

public sealed record ConflictSettled(Guid Act, string Name);

public sealed record NoSuchAct() : Refusal("There is no such change.");

public sealed record NothingToSettle() : Refusal("Nothing of it is in conflict or refused any more.");

/// <summary>
/// What a person decides where the platform has something else than was meant, or does not take it (docs/product.md I74): the platform's
/// stays, or ours is sent once more.
/// </summary>
public sealed class PlatformConflicts(ChangeRunner changes)
{
    /// <summary>How the audit trail names an act.</summary>
    public const string Kind = "platform-act";

    /// <summary>What the platform has stays there, and the next import brings it here. Refused without a reason.</summary>
    public Task<Outcome<ConflictSettled>> KeepTheirsAsync(Staff who, SettleConflict command, CancellationToken cancel) =>
        SettleAsync(who, command, "KeepTheirs", AuditActions.TheirsKept, (found, change) => found.Supersede(change.At), cancel);

    /// <summary>Ours is sent again, over what the platform has now; over anything newer it is in conflict again.</summary>
    public Task<Outcome<ConflictSettled>> SendAgainAsync(Staff who, SettleConflict command, CancellationToken cancel) =>
        SettleAsync(who, command, "SendAgain", AuditActions.SentAgain, (found, _) => found.SendAgain(), cancel);

    private Task<Outcome<ConflictSettled>> SettleAsync(
        Staff who,
        SettleConflict command,
        string name,
        string action,
        Action<PlatformChange, Change> settle,
        CancellationToken cancel) =>
        changes.RunAsync<ConflictSettled>(who, Permission.Read, command.RequestId, name, async (change, token) =>
        {
            var of = change.Db.PlatformChanges.Where(found => found.RequestId == command.Act || found.Id == command.Act);
            if (await change.Db.PlatformDeliveries.FindAsync([command.Act], token) is not { } delivery
                || await of.OrderBy(found => found.Id).FirstOrDefaultAsync(token) is not { } first)
            {
                return new NoSuchAct();
            }

            if (!who.May(await NeedsAsync(of, token)))
            {
                return new NotPermitted(await NeedsAsync(of, token));
            }

            if (await change.FindConflictAsync(delivery, command.VersionSeen, Kind, token) is { } conflict)
            {
                return conflict;
            }

            var open = await of
                .Where(found => found.State == PlatformChangeState.InConflict || found.State == PlatformChangeState.Refused)
                .OrderBy(found => found.Id)
                .ToListAsync(token);
            if (open.Count == 0)
            {
                return new NothingToSettle();
            }

            if (Reasons.Refuse(command.Reason) is { } missing)
            {
                return missing;
            }

            change.Record(
                action,
                new(Kind, command.Act.ToString(), first.ItemName, OrganisationId: null, delivery.Version + 1),
                new { Theirs = string.Join("; ", open.Where(one => one.Theirs is not null).Select(one => $"{one.Field} {one.Theirs}")) },
                new { Ours = string.Join("; ", open.Select(one => $"{one.Field} {one.Value}")) },
                command.Reason!.Trim());
            open.ForEach(one => settle(one, change));
            delivery.StartAgain();
            return new ConflictSettled(command.Act, first.ItemName);
        }, cancel);

    /// <summary>What it took to do here, by what it changes there.</summary>
    private static async Task<Permission> NeedsAsync(IQueryable<PlatformChange> changes, CancellationToken cancel)
    {
        var collections = await changes.Select(change => change.Collection).Distinct().ToListAsync(cancel);
        var isTransfer = await changes.AnyAsync(
            change => change.Collection == PlatformFields.Workspace && change.Field == PlatformFields.OrganisationId, cancel);
        return collections.Aggregate(isTransfer ? Permission.Transfer : Permission.Read, (needs, collection) => needs | collection switch
        {
            _ when isTransfer => Permission.Transfer,
            PlatformFields.Organisation => Permission.TogglePartner,
            PlatformFields.ReferralLedger => Permission.EditLedger,
            PlatformFields.Project => Permission.MoveProjects,
            _ => Permission.ManageWorkspaces,
        });
    }
}
