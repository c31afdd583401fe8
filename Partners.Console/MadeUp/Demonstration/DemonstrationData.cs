using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>
/// A small world of partners and clients in which no page of the console is empty: the same each time, and relative to
/// today. The cast stands in <see cref="Cast"/>, <see cref="CastPartners"/> and <see cref="CastClients"/>; what staff did with it in
/// <see cref="CastLedger"/> and <see cref="CastPipeline"/>.
/// </summary>
public sealed partial class DemonstrationData(
    ChangeRunner runner,
    IDbContextFactory<PartnersDb> contexts,
    SignalSettings signals,
    LedgerPosting posting,
    TimeProvider time,
    ILogger<DemonstrationData> log)
{
    /// <summary>What the records that it brings would need if they were made one by one.</summary>
    public const Permission Needs = Permission.TogglePartner
        | Permission.ManageWorkspaces
        | Permission.EditLedger
        | Permission.WorkPipeline
        | Permission.MoveProjects;

    private static readonly Staff s_console = Staff.TheConsoleItself(Needs);

    /// <summary>All in one transaction. Refused where the database holds any organisation, deleted ones included.</summary>
    public Task<Outcome<DemonstrationLoaded>> LoadAsync(Staff who, CancellationToken cancel) =>
        runner.RunAsync<DemonstrationLoaded>(who, Needs, Guid.CreateVersion7(time.GetUtcNow()), "load-demonstration", DecideAsync, cancel);

    /// <summary>
    /// Loads it where there is nothing yet, and says so in the log. For a first start in Development; the caller knows
    /// where it runs. Null where the database was in use.
    /// </summary>
    public async Task<DemonstrationLoaded?> LoadIfEmptyAsync(CancellationToken cancel)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (await db.Organisations.AnyAsync(cancel))
            {
                return null;
            }
        }

        // Another process may have been first after all: then it is refused, which is as good.
        var outcome = await LoadAsync(s_console, cancel);
        if (outcome.Value is { } loaded)
        {
            LogLoaded(loaded.Organisations, loaded.Partners, loaded.ExternalWorkspaces, loaded.Deals);
        }

        return outcome.Value;
    }

    private async Task<Outcome<DemonstrationLoaded>> DecideAsync(Change change, CancellationToken cancel)
    {
        if (await change.Db.Organisations.AnyAsync(cancel))
        {
            return new DatabaseNotEmpty();
        }

        var scene = new Scene(change.Db, change.At);
        OrganisationScenes.Make(scene);
        ClientScenes.Make(scene);
        DealScenes.Make(scene);
        MoneyScenes.Make(scene);
        AgreementScenes.Make(scene);
        MoveScenes.Make(scene);

        Write(change.Db, scene);
        await new LedgerScenes(change.Db, scene, posting).MakeAsync(cancel);
        await new HandoffScenes(change.Db, scene).MakeAsync(cancel);
        await new PipelineScenes(change.Db, scene, signals, s_console).MakeAsync(cancel);
        var loaded = new DemonstrationLoaded(
            scene.Organisations.Count,
            scene.Organisations.Count(organisation => organisation.IsPartner),
            scene.People.Count,
            scene.Workspaces.Count,
            scene.Workspaces.Count(workspace => workspace.UsageContext == UsageContext.External),
            scene.Projects.Count,
            scene.Conversations.Count,
            scene.Deals.Count,
            scene.Payments.Count + scene.LatePayments.Count,
            scene.Activities.Count());
        await MadeUpHistory.WriteAsync(change, scene.Past, cancel);
        change.Record(
            AuditActions.DemonstrationLoaded,
            new AuditSubject("demonstration", "demonstration", "Demonstration data", null, null),
            before: null,
            after: loaded,
            reason: null);
        return loaded;
    }

    /// <summary>Parents before what belongs to them. The few records of our own go with the runner's save.</summary>
    private static void Write(PartnersDb db, Scene scene)
    {
        Insert(db, scene.Organisations);
        Insert(db, scene.People);
        Insert(db, scene.Memberships);
        Insert(db, scene.Workspaces);
        Insert(db, scene.Seats);
        Insert(db, scene.Invites);
        Insert(db, scene.Accounts);
        Insert(db, scene.Projects);
        Insert(db, scene.Webhooks);
        Insert(db, scene.Conversations);
        Insert(db, scene.Activities);
        Insert(db, scene.Payments);
        Insert(db, scene.Refunds);
        Insert(db, scene.Chargebacks);
        Insert(db, scene.Refused);
        Insert(db, scene.Invoices);
        db.AddRange(scene.Agreements);
        db.AddRange(scene.Deals);
        db.AddRange(scene.Moves);
        db.AddRange(scene.MoveSides);
        db.AddRange(scene.MovedProjects);
        db.AddRange(scene.PlatformChanges);
        db.AddRange(scene.ImportRuns);
        db.AddRange(scene.Rejections);
    }

    internal static void Insert<T>(PartnersDb db, IEnumerable<T> records)
        where T : class =>
        db.InsertAll<T>([.. records]);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The database was empty: loaded demonstration data, {Organisations} organisations ({Partners} partners) with "
            + "{ExternalWorkspaces} external-client workspaces and {Deals} deals. None of it is real.")]
    private partial void LogLoaded(int organisations, int partners, int externalWorkspaces, int deals);
}
