using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>Makes the partners: agreements, the flag, the trail of who recorded what, and what the platform was told of it.</summary>
internal static class AgreementScenes
{
    public static void Make(Scene scene)
    {
        foreach (var cast in CastPartners.Agreements)
        {
            Make(scene, cast);
        }

        foreach (var name in CastPartners.FlagWithoutAgreement)
        {
            var organisation = scene.Teams[name].Organisation;
            organisation.CopyFromPlatform(name, isPartner: true, organisation.CreatedById, organisation.CreatedAt, deletedAt: null);
        }

        Import(scene, daysAgo: 45, first: true);
        Import(scene, CastPartners.LastImportDaysAgo, first: false);
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
        var earlier = scene.Agreements.SingleOrDefault(other => other.Id == organisation.AgreementId);
        var before = organisation.State(earlier);
        earlier?.Replace(at);
        scene.Agreements.Add(agreement);
        organisation.AdoptAgreement(agreement);
        var why = $"Agreement {cast.Reference}, signed {terms.SignedOn:d MMM yyyy}, confirmed by {cast.RelationshipOwner}";
        Enter(
            scene,
            cast.RecordedBy,
            at,
            earlier is null ? AuditActions.MadePartner : AuditActions.AgreementRecorded,
            organisation,
            before,
            agreement,
            why);
        if (earlier is null)
        {
            Tell(scene, organisation, cast.RecordedBy, why, at, isKnown: cast.RecordedDaysAgo > CastPartners.LastImportDaysAgo);
        }

        if (cast.WithdrawnDaysAgo is { } ago)
        {
            Withdraw(scene, organisation, agreement, cast, scene.DaysAgo(ago, dice));
        }
    }

    private static void Withdraw(Scene scene, Organisation organisation, PartnerAgreement agreement, CastAgreement cast, DateTimeOffset at)
    {
        var before = organisation.State(agreement);
        agreement.Replace(at);
        organisation.WithdrawPartnerStatus();
        Enter(scene, cast.RecordedBy, at, AuditActions.PartnerWithdrawn, organisation, before, agreement: null, cast.WithdrawnBecause!);

        // Nobody carried it over yet, so that the page of what waits for the platform has something old as well.
        Tell(scene, organisation, cast.RecordedBy, cast.WithdrawnBecause!, at, isKnown: false);
    }

    private static void Enter(
        Scene scene,
        Staff who,
        DateTimeOffset at,
        string action,
        Organisation organisation,
        object before,
        PartnerAgreement? agreement,
        string reason)
    {
        scene.Past.Add(new(who, at, action, organisation.Subject(), before, organisation.State(agreement), reason));
        organisation.RaiseVersion();
    }

    private static void Tell(Scene scene, Organisation organisation, Staff who, string why, DateTimeOffset at, bool isKnown)
    {
        var change = scene.Known(
            new PlatformChange(
                new(PlatformFields.Organisation, organisation.Id.ToString(), organisation.Name),
                PlatformFields.IsPartner,
                organisation.IsPartner ? "true" : "false",
                who,
                at,
                why,
                MadeUpHistory.RequestOf(who, at)),
            $"{organisation.Id}/{organisation.IsPartner}");
        if (isKnown)
        {
            change.Apply(at.AddDays(1));
        }

        scene.PlatformChanges.Add(change);
    }

    private static void Import(Scene scene, int daysAgo, bool first)
    {
        var dice = Dice.For($"import/{first}");
        var at = scene.DaysAgo(daysAgo, dice);
        var run = scene.Known(new ImportRun($"platform-export-{at.UtcDateTime:yyyy-MM-dd}", CastPartners.Noor, at), $"{first}");
        (string Name, int Rows)[] collections =
        [
            ("org", scene.Organisations.Count),
            ("app_user", scene.People.Count),
            ("org_membership", scene.Memberships.Count),
            ("workspace", scene.Workspaces.Count),
            ("workspace_membership", scene.Seats.Count),
            ("workspace_invite", scene.Invites.Count),
            ("billing_account", scene.Accounts.Count),
            ("project", scene.Projects.Count),
            ("conversation", scene.Conversations.Count),
            ("referral_ledger", scene.Deals.Count(deal => deal.PlatformId is not null)),
            ("mollie_payments", scene.Payments.Count + scene.LatePayments.Count),
            ("mollie_refunds", scene.Refunds.Count),
        ];

        var rejected = first ? Reject(scene, run) : [];
        var rows = collections.Select((collection, order) =>
        {
            var updated = first ? 0 : Math.Min(collection.Rows, dice.Below(6));
            var left = rejected.Count(rejection => rejection.File.StartsWith($"{collection.Name}.", StringComparison.Ordinal));
            return new ImportedCollection(
                collection.Name,
                order,
                first ? collection.Rows : 0,
                updated,
                first ? 0 : collection.Rows - updated,
                left);
        });
        run.End(
            first ? ImportStatus.CompletedWithRejections : ImportStatus.Completed,
            message: null,
            rows,
            at.AddSeconds(dice.Between(2, 9)));
        scene.ImportRuns.Add(run);
        scene.Past.Add(new(
            CastPartners.Noor,
            at,
            AuditActions.Imported,
            new("import", run.Id.ToString(), run.Folder, null, null),
            null,
            new { run.Folder, run.Status },
            null));
    }

    private static List<ImportRejection> Reject(Scene scene, ImportRun run)
    {
        (string File, string Item, string Reason)[] rows =
        [
            ("workspace_membership.json", KnownId.Of("rejected", "observer").ToString(), "An observer in an internal workspace."),
            ("referral_ledger.json", "118", "The kickback is over 100 %."),
        ];
        var rejections = rows
            .Select(row => scene.Known(new ImportRejection(run.Id, row.File, row.Item, row.Reason, run.StartedAt), row.File))
            .ToList();
        scene.Rejections.AddRange(rejections);
        return rejections;
    }
}
