using static Partners.Console.Shell.Glossary;

namespace Partners.Console.Shell;

/// <summary>The help text of every page.</summary>
public static class Help
{
    public static readonly PageHelp Today = new(
        "This page shows what needs attention this morning: deals, money owed, clients who may be ready, handoffs, and "
            + "what needs attention.",
        "Each number opens the list that it counts.",
        [NearCap, Owed, Glossary.ExternalLed, Handoff, NeedsAttention]);

    public static readonly PageHelp Organisations = new(
        "This page lists every organisation of the platform and whether it is a partner.",
        "Find one, make it a partner once an agreement is in place, and look after those that need attention.",
        [Partner, PartnerFlag, PartnerAgreement, NeedsAttention, ExternalClient, SavedView]);

    public static readonly PageHelp Organisation = new(
        "This page shows one organisation: its agreement, workspaces, deals, clients, handoffs, and every change to them.",
        "Record its agreement, make or withdraw it as a partner, and create workspaces for its clients.",
        [Partner, PartnerFlag, PartnerAgreement, ExternalClient, DataOwner]);

    public static readonly PageHelp Workspace = new(
        "This page shows one workspace: whose data it holds, who has access, who pays, and which projects are in it.",
        "Invite people and change their roles, keep the data owner right, and move its projects or hand it off.",
        [ExternalClient, DataOwner, Observer, External, Seat, Pooled, WhiteLabel]);

    public static readonly PageHelp Ledger = new(
        "The referral ledger holds the terms agreed with partners about the clients they bring.",
        "See what a partner is owed, which discount a client gets and when a deal ends; commercial owners add and "
            + "amend deals here.",
        [Deal, Kickback, Discount, Cap, Expiry, Owed, SavedView]);

    public static readonly PageHelp OneDeal = new(
        "This is one deal with everything that was earned and paid out under it, line by line.",
        "Check a number against its arithmetic and the agreement first; commercial owners then amend the terms, record a payout "
            + "or end the deal.",
        [Kickback, Discount, Cap, Expiry, Owed, Credit, Advance, Amendment, Forecast]);

    public static readonly PageHelp Statements = new(
        "This page shows what each partner has earned, was paid and is owed.",
        "Open a month to see how it adds up and to send it to the partner.",
        [Glossary.Statement, Owed, Credit, ClosedMonth]);

    public static readonly PageHelp Statement = new(
        "A statement shows how one month adds up to what a partner is owed.",
        "Check it, print it or download it for the partner, and close the month once it is agreed.",
        [Base, Kickback, Cap, Contribution, Owed, Credit, ClosedMonth]);

    public static readonly PageHelp ExternalLed = new(
        "This page lists external clients who behave like independent accounts and may be ready to graduate from partner-hosted to direct.",
        "Work their cards from stage to stage: look at the evidence, assign somebody, plan the next step, and start the handoff.",
        [Glossary.ExternalLed, Signal, Score, Ready, Snoozed, Dismissed, Graduated, SavedView]);

    public static readonly PageHelp Records = new(
        "These are the records behind one number of a client’s evidence.",
        "Read them before you talk to the client, and count them again where a signal looks wrong.",
        [Signal, PeopleOfTheClient, Window]);

    public static readonly PageHelp Handoffs = new(
        "This page lists every handoff: draft, scheduled, completed or cancelled.",
        "Continue one, or start a new one on the workspace’s page.",
        [Handoff, Check, AccessProof]);

    public static readonly PageHelp NewHandoff = new(
        "Here you start the handoff of a workspace to the client’s own organisation.",
        "Make sure this is the right workspace and that partner and client know about it.",
        [Handoff, DataOwner]);

    public static readonly PageHelp HandOff = new(
        "Eight steps prepare the handoff of one workspace, and only the last one changes anything.",
        "Confirm the timing with both sides, decide for each person and deal, fix what the checks find, and review before you confirm.",
        [Handoff, DataOwner, Observer, KeptOnPurpose, Check, AccessProof]);

    public static readonly PageHelp HandoffRecord = new(
        "The record shows what a handoff moved, who confirmed it, and that the partner no longer has a way in.",
        "Print it for both sides, and send each of them its message.",
        [AccessProof, KeptOnPurpose]);

    public static readonly PageHelp Moves = new(
        "This page lists every move of projects between workspaces, with who made it and why.",
        "Look up where a project went, move more, or move something back.",
        [Project, DataOwner, Payer, MoveBack]);

    public static readonly PageHelp NewMove = new(
        "Here you move projects from one or more workspaces to another: all of them, or none.",
        "Choose the projects and the workspace, and check who gains and loses access before you move.",
        [Project, DataOwner, Payer]);

    public static readonly PageHelp Move = new(
        "This page shows one move: which projects went where, and what changed.",
        "Check it here, and move it back if it was a mistake.",
        [DataOwner, Payer, MoveBack]);

    public static readonly PageHelp BackAgain = new(
        "Here you move the projects of a move back to where they came from.",
        "Check what that changes and who loses access, and enter a reason if asked.",
        [MoveBack, DataOwner, Payer]);

    public static readonly PageHelp Billing = new(
        "This page lists every billing account with its seats, monthly price and discount.",
        "See who pays for what, and find the accounts whose discount differs from the agreed one.",
        [Pooled, Seat, Tier, AgreedDiscount, Observer]);

    public static readonly PageHelp Mail = new(
        "This page lists every mail written here, with what became of it.",
        "Send what was only drafted, and look after what failed or may not have arrived.",
        [Outbox]);

    public static readonly PageHelp OneMail = new(
        "This is one mail as it was written, and what became of it.",
        "Read it and edit it before you send it, because it stays as it is afterwards.",
        [Outbox]);

    public static readonly PageHelp Anomalies = new(
        "This page shows where imported data breaks a rule that every command here keeps, and where the platform differs from our records.",
        "Open a record, and settle what is wrong there or on the platform; a line goes away by itself once it is right.",
        [Import]);

    public static readonly PageHelp AuditTrail = new(
        "The audit trail shows every change made here, and by whom.",
        "Filter it to find who changed what, and verify that nothing was altered.",
        [Entry, Chain]);

    public static readonly PageHelp Platform = new(
        "This page shows what came from the platform and what the platform does not have yet.",
        "See what is waiting, what was refused and what an import rejected.",
        [Import, Rejected, CarriedOver]);
}
