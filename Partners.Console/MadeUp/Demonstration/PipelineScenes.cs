using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>
/// Lets staff work the pipeline in the past weeks, then reads the signals as of today by the rules of the product. Last of all: it is
/// read from everything else.
/// </summary>
internal sealed class PipelineScenes(PartnersDb db, Scene scene, SignalSettings settings, Staff console)
{
    private readonly List<CastCard> _returned = [];

    public async Task MakeAsync(CancellationToken cancel)
    {
        foreach (var cast in CastPipeline.Cards)
        {
            await WorkAsync(cast, cancel);
        }

        foreach (var days in CastPipeline.RefreshedDaysAgo)
        {
            Refreshed(days);
        }

        await db.SaveChangesAsync(cancel);
        await RefreshAsync(cancel);
    }

    private async Task WorkAsync(CastCard cast, CancellationToken cancel)
    {
        var name = $"{cast.Partner} – {cast.Client}";
        var workspace = scene.Workspaces.Single(workspace =>
            workspace.Id == KnownId.Of("workspace", $"{scene.Teams[cast.Partner].Domain}/{DomainOf(cast)}"));
        var dice = Dice.For($"card/{name}");
        var at = RefreshOf(cast.ListedDaysAgo);
        var card = new Candidate(workspace.Id, workspace.OrganisationId, at);
        db.Candidates.Add(card);
        foreach (var step in cast.Steps)
        {
            var moment = scene.DaysAgo(step.DaysAgo, dice);
            at = moment > at ? moment : at.AddMinutes(dice.Between(3, 20));
            var before = card.Facts();
            var (action, reason) = Take(card, step, await ReadAsync(workspace, step.DaysAgo, cancel), at);
            Enter(step.By, at, action, card, name, before, reason);
        }

        if (cast.ReturnedDaysAgo is { } days
            && card.ReturnSignal(await ReadAsync(workspace, days, cancel), scene.Today.AddDays(-days)) is { } because)
        {
            var before = card.Facts();
            card.Return(because, RefreshOf(days));
            _returned.Add(cast);
            Enter(console, RefreshOf(days), AuditActions.CandidateReturned, card, name, before, ReturnWords.Of(because));
        }
    }

    private (string Action, string? Reason) Take(Candidate card, CastStep step, SignalReading reading, DateTimeOffset at)
    {
        switch (step)
        {
            case TakesOn:
                card.Assign(new(step.By.Subject, step.By.Name));
                return (AuditActions.CandidateAssigned, null);
            case MovesTo moves:
                card.MoveTo(moves.Stage, at);
                return (AuditActions.CandidateMoved, null);
            case Plans plans:
                card.Plan(plans.NextStep, plans.InDays is { } days ? scene.Today.AddDays(days) : null, plans.Notes);
                return (AuditActions.CandidatePlanned, null);
            case Snoozes snoozes:
                card.Snooze(snoozes.ForDays is { } left ? scene.Today.AddDays(left) : null, reading);
                return (AuditActions.CandidateSnoozed, null);
            case Dismisses dismisses:
                card.Dismiss(dismisses.Reason, reading, at);
                return (AuditActions.CandidateDismissed, dismisses.Reason);
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    private void Enter(Staff who, DateTimeOffset at, string action, Candidate card, string name, object before, string? reason)
    {
        scene.Past.Add(new(who, at, action, card.Subject(name), before, card.Facts(), reason));
        card.RaiseVersion();
    }

    /// <summary>What a refresh of that day would have read.</summary>
    private async Task<SignalReading> ReadAsync(Workspace workspace, int daysAgo, CancellationToken cancel) =>
        (await ClientReadings.ReadAsync(
            db,
            [workspace.Id],
            areContiguous: true,
            scene.Today.AddDays(-daysAgo),
            settings,
            new(),
            cancel)).Readings[workspace.Id];

    /// <summary>An earlier refresh, of which only what it came to is left.</summary>
    private void Refreshed(int daysAgo)
    {
        var at = RefreshOf(daysAgo);
        var read = scene.Workspaces.Count(workspace =>
            workspace.UsageContext == UsageContext.External && workspace.CreatedAt < at && !(workspace.DeletedAt < at));
        Keep(
            at,
            new(
                read,
                read,
                CastPipeline.Cards.Count(card => card.ListedDaysAgo == daysAgo),
                _returned.Count(card => card.ReturnedDaysAgo == daysAgo)));
    }

    private async Task RefreshAsync(CancellationToken cancel)
    {
        var clients = await db.Workspaces
            .AsNoTracking()
            .LiveClients()
            .OrderBy(workspace => workspace.Id)
            .Select(workspace => workspace.Id)
            .ToListAsync(cancel);
        var read = await ClientReadings.ReadAsync(db, clients, areContiguous: true, scene.Today, settings, new(), cancel);
        var saved = await read.SaveAsync(db, settings, scene.Now, cancel);
        foreach (var back in saved.Returned)
        {
            scene.Past.Add(new(
                console,
                scene.Now,
                AuditActions.CandidateReturned,
                back.Subject,
                back.Before,
                back.Card.Facts(),
                back.Reason));
        }

        Keep(scene.Now, new(saved.Read, clients.Count, saved.NewlyListed, saved.Returned.Count));
    }

    private void Keep(DateTimeOffset at, RefreshCounts counts)
    {
        var asOf = at.DayInAmsterdam();
        var run = scene.Known(new SignalRefreshRun(asOf, isFull: true, settings, console, at), $"{asOf:yyyy-MM-dd}");
        run.End(RefreshStatus.Completed, counts, at);
        db.SignalRefreshRuns.Add(run);
        scene.Past.Add(new(console, at, AuditActions.SignalsRefreshed, run.Subject(), null, run.Facts(), null));
    }

    private DateTimeOffset RefreshOf(int daysAgo) => scene.Today.AddDays(-daysAgo).StartInAmsterdam().AddHours(5);

    private static string DomainOf(CastCard card) =>
        CastClients.Workspaces.Single(client =>
            string.Equals(client.Partner, card.Partner, StringComparison.Ordinal)
            && string.Equals(client.DataOwner, card.Client, StringComparison.Ordinal)).Domain;
}
