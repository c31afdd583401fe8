using Partners.Core.Audit;
using Partners.Core.Organisations;

namespace Partners.Core.Platform.Demonstration;

/// <summary>Makes the partners: agreements, the flag, the trail of who recorded what, and what the platform was told of it.</summary>
internal static class AgreementScenes
{
    /// <summary>The demonstration's last import: what staff changed before it and the platform knew, it marked as applied.</summary>
    private const int LastImportDaysAgo = 10;

    private const string OrganisationKind = "organisation";

    public static void Make(Scene scene)
    {
        foreach (var cast in CastPartners.Agreements)
        {
            Make(scene, cast);
        }

        foreach (var name in CastPartners.FlagWithoutAgreement)
        {
            var organisation = scene.Teams[name].Organisation;
            organisation.FollowPlatform(name, isPartner: true, keepFlag: false, organisation.CreatedById, organisation.CreatedAt, deletedAt: null);
        }

        Import(scene, daysAgo: 45, first: true);
        Import(scene, LastImportDaysAgo, first: false);
    }

    private static void Make(Scene scene, CastAgreement cast)
    {
        var organisation = scene.Teams[cast.Partner].Organisation;
        var dice = Dice.For(cast.Reference);
        var at = scene.DaysAgo(cast.RecordedDaysAgo, dice);
        DateOnly? endsOn = cast.EndsInDays is { } days ? scene.Today.AddDays(days) : null;
        var terms = new AgreementTerms(
            cast.Reference,
            scene.Today.AddDays(-cast.SignedDaysAgo),
            cast.RelationshipOwner,
            endsOn,
            $"https://drive.dembrane.example/agreements/{cast.Reference}");
        var agreement = scene.Known(new PartnerAgreement(organisation.Id, terms, cast.RecordedBy, at), cast.Reference);
        scene.Agreements.Add(agreement);

        var wasPartner = organisation.IsPartner;
        organisation.StandOn(agreement);
        organisation.RaiseVersion();
        scene.Past.Add(new(
            cast.RecordedBy,
            at,
            wasPartner ? AuditActions.AgreementRecorded : AuditActions.MadePartner,
            Subject(organisation),
            new { IsPartner = wasPartner },
            new { organisation.IsPartner, Agreement = terms },
            Reason: null));
        if (!wasPartner)
        {
            Tell(scene, organisation, cast, isPartner: true, at);
        }

        if (cast.ReplacedDaysAgo is { } ago)
        {
            End(scene, organisation, agreement, cast, terms, scene.DaysAgo(ago, dice));
        }
    }

    private static void End(Scene scene, Organisation organisation, PartnerAgreement agreement, CastAgreement cast, AgreementTerms terms, DateTimeOffset at)
    {
        agreement.Replace(at);
        if (cast.WithdrawnBecause is not { } reason)
        {
            return;
        }

        organisation.WithdrawPartnerStatus();
        organisation.RaiseVersion();
        scene.Past.Add(new(
            cast.RecordedBy,
            at,
            AuditActions.PartnerWithdrawn,
            Subject(organisation),
            new { IsPartner = true, Agreement = terms },
            new { organisation.IsPartner },
            reason));
        Tell(scene, organisation, cast, isPartner: false, at);
    }

    private static AuditSubject Subject(Organisation organisation) =>
        new(OrganisationKind, organisation.Id.ToString(), organisation.Name, organisation.Id, organisation.Version);

    /// <summary>The flag is carried to the platform by hand; a withdrawal waits, since nobody got to it yet.</summary>
    private static void Tell(Scene scene, Organisation organisation, CastAgreement cast, bool isPartner, DateTimeOffset at)
    {
        var change = scene.Known(
            new PlatformChange(
                PlatformFields.Organisation,
                organisation.Id.ToString(),
                PlatformFields.IsPartner,
                isPartner ? "true" : "false",
                cast.RecordedBy,
                at,
                cast.WithdrawnBecause is { } reason && !isPartner ? reason : $"Agreement {cast.Reference}"),
            $"{cast.Reference}/{isPartner}");
        if (isPartner && cast.RecordedDaysAgo > LastImportDaysAgo)
        {
            change.Apply(at.AddDays(1));
        }

        scene.PlatformChanges.Add(change);
    }

    private static void Import(Scene scene, int daysAgo, bool first)
    {
        var dice = Dice.For($"import/{first}");
        var at = scene.DaysAgo(daysAgo, dice);
        var run = scene.Known(new ImportRun($"platform-export-{at.UtcDateTime:yyyy-MM-dd}", CastPartners.Marijke, at), $"{first}");
        (string Name, int Rows)[] collections =
        [
            ("org", scene.Organisations.Count), ("app_user", scene.People.Count), ("org_membership", scene.Memberships.Count),
            ("workspace", scene.Workspaces.Count), ("workspace_membership", scene.Seats.Count), ("workspace_invite", scene.Invites.Count),
            ("billing_account", scene.Accounts.Count), ("project", scene.Projects.Count), ("conversation", scene.Conversations.Count),
            ("referral_ledger", scene.Deals.Count(deal => deal.PlatformId is not null)), ("mollie_payments", scene.Payments.Count),
            ("mollie_refunds", scene.Refunds.Count),
        ];

        var rejected = first ? Reject(scene, run) : [];
        var rows = collections.Select((collection, order) =>
        {
            var updated = first ? 0 : Math.Min(collection.Rows, dice.Below(6));
            var left = rejected.Count(rejection => rejection.File.StartsWith($"{collection.Name}.", StringComparison.Ordinal));
            return new ImportedCollection(collection.Name, order, first ? collection.Rows : 0, updated, first ? 0 : collection.Rows - updated, left);
        });
        run.End(first ? ImportStatus.CompletedWithRejections : ImportStatus.Completed, message: null, rows, at.AddSeconds(dice.Between(2, 9)));
        scene.ImportRuns.Add(run);
        scene.Past.Add(new(CastPartners.Marijke, at, AuditActions.Imported, new("import", run.Id.ToString(), run.Folder, null, null), null, new { run.Folder, run.Status }, null));
    }

    private static List<ImportRejection> Reject(Scene scene, ImportRun run)
    {
        (string File, string Item, string Reason)[] rows =
        [
            ("workspace_membership.json", KnownId.Of("rejected", "observer").ToString(), "An observer in an internal workspace."),
            ("referral_ledger.json", "118", "The kickback is over 100 %."),
        ];
        var rejections = rows.Select(row => scene.Known(new ImportRejection(run.Id, row.File, row.Item, row.Reason, run.StartedAt), row.File)).ToList();
        scene.Rejections.AddRange(rejections);
        return rejections;
    }
}
