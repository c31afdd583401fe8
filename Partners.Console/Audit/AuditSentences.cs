using System.Globalization;
using Partners.Console.Shell;
using Partners.Core.Audit;

namespace Partners.Console.Audit;

/// <summary>What somebody did, as the rest of a sentence that begins with their name: "made Bureau Samenspel a partner".</summary>
public static class AuditSentences
{
    /// <summary>With from and to where the entry's before and after say so.</summary>
    public static string Of(AuditRow entry)
    {
        var (name, before, after) = (entry.SubjectName, EntryFacts.Of(entry.Before), EntryFacts.Of(entry.After));
        return AuditKinds.Of(entry.Action) switch
        {
            AuditKind.PartnerFlag => PartnerFlag(entry.Action, name, after),
            AuditKind.Workspace => Workspace(entry.Action, name, after),
            AuditKind.People => PeopleSentences.Of(entry.Action, name, before, after),
            AuditKind.Move => Move(entry.Action, after, name),
            AuditKind.Billing => Billing(entry.Action, name, before, after),
            AuditKind.Deal => DealSentences.Of(entry.Action, name, before, after),
            AuditKind.Payout => DealSentences.Payout(entry.Action, name, after),
            AuditKind.Month => Month(name),
            AuditKind.Pipeline => Pipeline(entry.Action, name, before, after),
            AuditKind.Handoff => Handoff(entry.Action, name, before, after),
            AuditKind.Document => Document(entry.Action, name, before, after),
            AuditKind.Mail => MailSentences.Of(entry.Action, name, after),
            AuditKind.View => View(entry.Action, name, entry.After),
            AuditKind.Import => Import(entry.Action, name, after),
            _ => $"changed {name}",
        };
    }

    private static string PartnerFlag(string action, string name, EntryFacts after) => action switch
    {
        AuditActions.MadePartner => $"made {name} a partner",
        AuditActions.PartnerWithdrawn => $"withdrew partner status from {name}",
        AuditActions.FlagDiffers => $"found another partner flag of {name} on the platform",
        AuditActions.OurFlagKept => $"kept our partner flag of {name}",
        _ => after.Text("agreementReference") is { } reference
            ? $"recorded agreement {reference} of {name}"
            : $"recorded the agreement of {name}",
    };

    private static string Workspace(string action, string name, EntryFacts after) => action switch
    {
        AuditActions.ClientWorkspaceCreated => after.Text("dataOwnerName") is { } client
            ? $"created the workspace {name} for {client}"
            : $"created the workspace {name}",
        AuditActions.DataOwnerNamed => after.Text("dataOwnerName") is { } owner
            ? $"named {owner} as data owner of {name}"
            : $"changed the data owner of {name}",
        AuditActions.LogoPlaced => $"placed a logo on {name}",
        _ => $"removed the logo from {name}",
    };

    private static string Move(string action, EntryFacts after, string name)
    {
        var isAway = action == AuditActions.ProjectsMovedAway;
        var count = (int)(after.Number(isAway ? "movedAway" : "movedHere") ?? 0);
        var projects = count == 0 ? "projects" : Words.Count(count, "project");
        return (after.Text("from"), after.Text("to")) switch
        {
            ({ } from, { } to) when isAway => $"moved {projects} from {from} to {to}",
            ({ } from, { } to) => $"brought {projects} into {to} from {from}",
            _ => isAway ? $"moved {projects} out of {name}" : $"brought {projects} into {name}",
        };
    }

    private static string Billing(string action, string name, EntryFacts before, EntryFacts after) => action switch
    {
        AuditActions.BillingAccountOpened => $"opened the billing account {name}",
        AuditActions.PaymentUnbound => $"took {(before.Text("payment") is { } taken ? $"the payment {taken}" : "a payment")} from the "
            + $"billing account {name}: " + (after.Text("belongsTo") is { } owner ? $"it belongs to {owner}" : "nobody knows whose it is"),
        AuditActions.PaymentBound when after.Text("payment") is { } corrected && before.Text("boundTo") is { } former =>
            $"bound the payment {corrected} to the billing account {name}, and no longer to {former}",
        AuditActions.PaymentBound => after.Text("payment") is { } payment
            ? $"bound the payment {payment} to the billing account {name}"
            : $"bound a payment to the billing account {name}",
        _ => $"handed over the billing account {name}",
    };

    /// <summary>"Bureau Samenspel, 2026-09": the partner and the month.</summary>
    private static string Month(string name)
    {
        var comma = name.LastIndexOf(", ", StringComparison.Ordinal);
        return comma > 0 && Core.Values.Month.TryParse(name[(comma + 2)..], out var month)
            ? $"closed {month.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture)} for {name[..comma]}"
            : $"closed {name}";
    }

    private static string Pipeline(string action, string name, EntryFacts before, EntryFacts after) => action switch
    {
        AuditActions.SignalsRefreshed => after.Number("newlyListed") is { } listed and > 0
            ? $"refreshed the signals and listed {Words.Count((int)listed, "new client")}"
            : "refreshed the signals",
        AuditActions.CandidateMoved =>
            $"moved {name}{FromTo.Of(before.Text("stage"), after.Text("stage"))}{Partner(after.Text("partnerSaid"))}",
        AuditActions.CandidateAssigned => after.Text("ownerName") is { } owner
            ? $"assigned {name} to {owner}"
            : $"left {name} without an owner",
        AuditActions.CandidatePlanned => Planned(name, before, after),
        AuditActions.CandidateSnoozed => after.Text("snoozedUntil") is { } day
            ? $"snoozed {name} until {day}"
            : $"snoozed {name} until the next signal",
        AuditActions.CandidateDismissed => $"dismissed {name}",
        AuditActions.CandidateReturned => $"brought {name} back",
        AuditActions.ContactAsked or AuditActions.ContactWithdrawn or AuditActions.ContactAnswered =>
            ConsentSentences.Of(action, name, after),
        _ => $"marked {name} as graduated",
    };

    /// <summary>What the partner had said; nothing for a move by which nobody was contacted.</summary>
    private static string? Partner(string? said) => said switch
    {
        "agreed" => ", with the partner’s consent",
        "objected" => ", although the partner had objected",
        "not yet" => ", sooner than the partner had agreed to",
        "not asked" => ", without asking the partner",
        "asked" or "no answer" => ", without an answer from the partner",
        _ => null,
    };

    private static string Planned(string name, EntryFacts before, EntryFacts after) =>
        (before.Text("nextStep"), before.Text("nextStepOn")) == (after.Text("nextStep"), after.Text("nextStepOn"))
            ? $"changed the notes on {name}"
            : (after.Text("nextStep"), after.Text("nextStepOn")) switch
            {
                (null, _) => $"cleared the next step for {name}",
                (_, { } day) => $"set the next step for {name} on {day}",
                _ => $"set the next step for {name}",
            };

    private static string Handoff(string action, string name, EntryFacts before, EntryFacts after) => action switch
    {
        AuditActions.HandoffBegun => $"began the handoff of {name}",
        AuditActions.HandoffPlanned => $"prepared the handoff of {name}",
        AuditActions.HandoffApproved => $"approved the handoff of {name}",
        AuditActions.HandoffScheduled => after.Text("timing", "agreedOn") is { } day
            ? $"scheduled the handoff of {name} for {day}"
            : $"scheduled the handoff of {name}",
        AuditActions.FlowRemoved => $"removed the data flow {name}",
        AuditActions.ProofBroken => after.Text("who") is { } who
            ? $"opened a way again after the handoff of {name}: {who}"
            : $"opened a way again after the handoff of {name}",
        AuditActions.ProofMended => before.Text("who") is { } gone
            ? $"closed a way again after the handoff of {name}: {gone}"
            : $"closed a way again after the handoff of {name}",
        AuditActions.ProofAccepted => after.Text("who") is { } kept
            ? $"accepted a way after the handoff of {name}: {kept}"
            : $"accepted a way after the handoff of {name}",
        AuditActions.ConsentAsked or AuditActions.ConsentWithdrawn or AuditActions.ConsentAnswered =>
            ConsentSentences.Of(action, name, after),
        AuditActions.CertificateRecorded => after.Text("signedBy") is { } signer
            ? $"recorded the certificate of {name}, signed by {signer}"
            : $"recorded the certificate of {name}",
        AuditActions.CertificateCorrected => $"corrected the certificate of {name}",
        AuditActions.HandoffBlocked => $"could not run the handoff of {name}",
        AuditActions.HandoffCancelled => $"cancelled the handoff of {name}",
        AuditActions.HandoffCompleted => after.Text("client", "newName") is { } client
            ? $"handed off {name} to {client}"
            : $"handed off {name}",
        AuditActions.WorkspaceHandedOff => before.Text("organisation") is { } partner
            ? $"transferred {name} from {partner}"
            : $"transferred {name}",
        AuditActions.WorkspaceReceived => after.Text("organisation") is { } owner
            ? $"transferred {name} to {owner}"
            : $"transferred {name}",
        _ => after.Text("owner") is { } founder
            ? $"created the organisation {name} with {founder} as its owner"
            : $"created the organisation {name}",
    };

    private static string View(string action, string name, string? after) => action switch
    {
        AuditActions.ViewSaved => $"saved the view {name}",
        AuditActions.ViewOpensList => after is null
            ? $"stopped opening a list with the view {name}"
            : $"chose the view {name} to open a list with",
        _ => $"removed the view {name}",
    };

    private static string Document(string action, string name, EntryFacts before, EntryFacts after) => action switch
    {
        AuditActions.DocumentAttached => after.Text("document") is { } file
            ? $"attached {file} to {name}"
            : $"attached a document to {name}",
        _ => before.Text("document") is { } gone
            ? $"took {gone} off {name}"
            : $"took a document off {name}",
    };

    private static string Import(string action, string name, EntryFacts after) => action switch
    {
        AuditActions.DemonstrationLoaded => "loaded the demonstration data",
        AuditActions.SyntheticLoaded => "loaded synthetic data",
        AuditActions.TheirsKept => $"kept what the platform has of {name}",
        AuditActions.SentAgain => $"sent {name} to the platform again",
        AuditActions.ReadByItself => $"read {name}: {after.Rows("added")} added, {after.Rows("updated")} updated",
        _ => after.Text("status") switch
        {
            "failed" => $"tried to import {name}",
            "cancelled" => $"cancelled the import of {name}",
            _ => after.Number("rejected") is { } rejected and > 0
                ? $"imported {name} and rejected {Words.Count((int)rejected, "row")}"
                : $"imported {name}",
        },
    };
}
