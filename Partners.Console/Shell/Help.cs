using static Partners.Console.Shell.Glossary;

namespace Partners.Console.Shell;

/// <summary>The help text of every page.</summary>
public static class Help
{
    public static readonly PageHelp Today = new(
        "This page gathers what wants attention this morning: deals, money owed, clients who may be ready, handoffs, and what is not "
            + "as it should be.",
        "Each number opens the list that it counts, and the work is done there.",
        [NearCap, Owed, Glossary.ExternalLed, Handoff, NeedsAttention]);

    public static readonly PageHelp Organisations = new(
        "Every organisation of the platform stands here, with whether it is a partner.",
        "Find one, turn its partner flag on once an agreement is in place, and look after those that need attention.",
        [Partner, PartnerFlag, PartnerAgreement, NeedsAttention, ExternalClient, SavedView]);

    public static readonly PageHelp Organisation = new(
        "This is what is known of one organisation: its agreement, workspaces, deals, clients, handoffs, and every change to them.",
        "Record its agreement, make or withdraw it as a partner, and create workspaces for its clients.",
        [Partner, PartnerFlag, PartnerAgreement, ExternalClient, DataOwner]);

    public static readonly PageHelp Workspace = new(
        "This is one workspace: whose data it holds, who has access, who pays, and which projects are in it.",
        "Invite people and change their roles, keep the data owner right, and move its projects or hand it off.",
        [ExternalClient, DataOwner, Observer, External, Seat, Pooled, WhiteLabel]);

    public static readonly PageHelp Ledger = new(
        "The referral ledger holds the terms agreed with partners about the clients they bring.",
        "Read from it what a partner is owed, which discount a client gets and when a deal ends; commercial owners record and "
            + "amend deals here.",
        [Deal, Kickback, Discount, Cap, Expiry, Owed, SavedView]);

    public static readonly PageHelp OneDeal = new(
        "This is one deal with everything that was earned and paid out under it, line by line.",
        "Check a number against its arithmetic and the agreement first; commercial owners then amend the terms, record a payout "
            + "or end the deal.",
        [Kickback, Discount, Cap, Expiry, Owed, Credit, Advance, Amendment, Forecast]);

    public static readonly PageHelp Statements = new(
        "Here stands for each partner what it has earned, what it was paid and what it is owed.",
        "Open a month to see how it came about, and to send it to the partner.",
        [Glossary.Statement, Owed, Credit, ClosedMonth]);

    public static readonly PageHelp Statement = new(
        "A statement shows how what a partner is owed came about in one month.",
        "Check it, print it or download it for the partner, and close the month once it is agreed.",
        [Base, Kickback, Cap, Contribution, Owed, Credit, ClosedMonth]);

    public static readonly PageHelp ExternalLed = new(
        "These are external clients who behave like independent accounts, and may be ready to graduate from partner-hosted to direct.",
        "Work their cards from stage to stage: look at the evidence, assign somebody, plan the next step, and start the handoff.",
        [Glossary.ExternalLed, Signal, Score, Ready, Snoozed, Dismissed, Graduated, SavedView]);

    public static readonly PageHelp Records = new(
        "These are the records behind one number of a client’s evidence.",
        "Read them before you talk to the client, and count them again where a signal looks wrong.",
        [Signal, PeopleOfTheClient, Window]);

    public static readonly PageHelp Handoffs = new(
        "Every handoff stands here: being prepared, scheduled, completed or cancelled.",
        "Go on with one, or begin a new one on the page of the workspace.",
        [Handoff, Check, AccessProof]);

    public static readonly PageHelp NewHandoff = new(
        "From here a client’s workspace begins its way to an organisation of the client’s own.",
        "Make sure that this is the workspace, and that partner and client know of it, before you begin.",
        [Handoff, DataOwner]);

    public static readonly PageHelp HandOff = new(
        "Eight steps prepare the handoff of one workspace, and only the last one changes anything.",
        "Confirm the timing with both sides, decide for each person and deal, mend what the checks stop at, and review before you confirm.",
        [Handoff, DataOwner, Observer, KeptOnPurpose, Check, AccessProof]);

    public static readonly PageHelp HandoffRecord = new(
        "The record shows what a handoff moved, who confirmed it, and that the partner has no way in any more.",
        "Print it for both sides, and send each of them its message.",
        [AccessProof, KeptOnPurpose]);

    public static readonly PageHelp Moves = new(
        "Every move of projects between workspaces stands here, with who made it and why.",
        "Look up where a project went, move more, or move something back.",
        [Project, DataOwner, Payer, MoveBack]);

    public static readonly PageHelp NewMove = new(
        "From here projects go from one or several workspaces to another, all of them or none.",
        "Choose them and where they go, and read who gains and loses access before you move.",
        [Project, DataOwner, Payer]);

    public static readonly PageHelp Move = new(
        "This is one move: which projects went where, and what it changed.",
        "Check it here, and move it back where it was a mistake.",
        [DataOwner, Payer, MoveBack]);

    public static readonly PageHelp BackAgain = new(
        "From here the projects of a move go back to where they came from.",
        "Read what that changes and who loses access, and give a reason where one is asked for.",
        [MoveBack, DataOwner, Payer]);

    public static readonly PageHelp Billing = new(
        "Every billing account stands here, with its seats, its price a month and its discount.",
        "See who pays for what, and find the accounts whose discount is not the one that was agreed.",
        [Pooled, Seat, Tier, AgreedDiscount, Observer]);

    public static readonly PageHelp AuditTrail = new(
        "The audit trail keeps every change that was made here, and by whom.",
        "Filter it to find out how something came to be as it is, and verify that nothing in it was altered.",
        [Entry, Chain]);

    public static readonly PageHelp Platform = new(
        "This page shows what came from the platform, and what the platform still has to be told.",
        "Look through what an import rejected, and carry the waiting changes over.",
        [Import, Rejected, CarriedOver]);
}
