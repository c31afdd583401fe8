namespace Partners.Console.Shell;

/// <summary>A term of the partner programme, with its meaning here.</summary>
public sealed record Term(string Name, string Meaning);

/// <summary>Every term that a page explains, defined once (docs/product.md X13).</summary>
public static class Glossary
{
    public static readonly Term Partner = new("Partner", "An agency that runs dembrane for outside clients.");
    public static readonly Term PartnerFlag = new(
        "Partner flag",
        "Off by default, and the single gate of the programme. On, it lets the organisation’s workspace admins create "
            + "external-client workspaces.");
    public static readonly Term PartnerAgreement = new(
        "Partner agreement",
        "What was agreed with the partner: its reference, the day it was signed, and who at dembrane owns the relationship and has "
            + "confirmed it. No agreement, no flag.");
    public static readonly Term NeedsAttention = new(
        "Needs attention",
        "External-client workspaces in an organisation whose flag is off, agreements past their end, and flags without an agreement.");

    public static readonly Term ExternalClient = new(
        "External client",
        "Somebody outside for whom a partner runs a workspace. Such a workspace carries its own billing account, names a data owner, "
            + "allows free observers, and supports white labelling.");
    public static readonly Term DataOwner = new(
        "Data owner",
        "Who really owns the data of a client’s workspace: the client’s organisation, with the email of a contact who is invited as "
            + "a free observer.");
    public static readonly Term Observer = new(
        "Observer",
        "A free role that views projects, reads conversations and views reports, nothing else. Observers exist only in "
            + "external-client workspaces.");
    public static readonly Term External = new(
        "External",
        "A paid seat for an outside collaborator: also edits projects, chats, and generates but does not publish reports. An external "
            + "never creates or deletes projects, captures or invites.");
    public static readonly Term Seat = new(
        "Seat",
        "What is paid for each person. Observers need none; every other role does, and so does a pending invite to it.");
    public static readonly Term WhiteLabel = new(
        "White label",
        "A logo of the client’s or the partner’s own on the participant portal, from the tier Changemaker up.");

    public static readonly Term Pooled = new(
        "Pooled",
        "A billing account of the whole organisation. An external client’s workspace has an account of its own instead.");
    public static readonly Term Tier = new(
        "Tier",
        "What sets the price of a seat on a billing account. Being a partner does not change it.");
    public static readonly Term AgreedDiscount = new(
        "Agreed discount",
        "The discount in the referral ledger. Where the billing account has another one, that is marked.");

    public static readonly Term Deal = new("Deal", "The terms agreed with a partner about one client: kickback, discount, cap and expiry.");
    public static readonly Term Kickback = new(
        "Kickback",
        "What the partner earns on a referred client: a percentage of what the client’s billing account actually paid, net of VAT.");
    public static readonly Term Discount = new("Discount", "Any discount the referred client gets.");
    public static readonly Term Cap = new(
        "Cap",
        "A ceiling in euros on the arrangement. The part of a line that goes over it is shown, and not owed.");
    public static readonly Term NearCap = new("Near cap", "At least 80% of the cap is earned.");
    public static readonly Term Expiry = new("Expiry", "When the deal lapses. It stops earning; what was earned stays owed.");
    public static readonly Term Owed = new("Owed", "What was earned, less what was paid out.");
    public static readonly Term Credit = new("Credit", "A negative balance: more was paid out than was earned. It is carried forward.");
    public static readonly Term Advance = new("Advance", "A payout of more than is owed, marked as one, with a reason.");
    public static readonly Term Amendment = new(
        "Amendment",
        "New terms from a day on, with the agreement’s reference and a reason. What was earned under the old terms keeps them.");
    public static readonly Term Forecast = new(
        "Forecast",
        "Which ends the deal first, and when: the cap, as the last three months went, or the expiry.");

    public static readonly Term Statement = new(
        "Statement",
        "One month of a partner: opening balance, every line with its arithmetic, payouts, closing balance.");
    public static readonly Term Base = new("Base", "The amount of a payment less its VAT. A refund counts as minus its share.");
    public static readonly Term Contribution = new("Contribution", "What a line adds to what is earned, once the cap is kept.");
    public static readonly Term ClosedMonth = new(
        "Closed month",
        "A month that never changes again. A payment or refund that arrives late is posted in the first open month, and says so.");

    public static readonly Term ExternalLed = new(
        "External-led",
        "Led from outside the partner: an external client that has started behaving like an independent account.");
    public static readonly Term Signal = new(
        "Signal",
        "Evidence that a client leads itself: its people drive the usage, invite people, act as owner, or created an "
            + "organisation of their own.");
    public static readonly Term Score = new("Score", "What the signals add up to, 100 at most. It decides whether a client is listed.");
    public static readonly Term PeopleOfTheClient = new(
        "People of the client",
        "Those with access to the workspace, or the data owner’s email, who have no membership in the partner’s organisation.");
    public static readonly Term Window = new("Window", "The days up to the last refresh in which evidence counts.");
    public static readonly Term Ready = new(
        "Ready",
        "The client’s deal is near its cap or its expiry: the moment to talk about taking over, and to settle the partner’s kickback.");
    public static readonly Term Graduated = new("Graduated", "A handoff was completed, and the client is on its own account.");
    public static readonly Term Snoozed = new("Snoozed", "Put aside until a date or the next new signal.");
    public static readonly Term Dismissed = new("Dismissed", "Put aside with a reason. It comes back when new evidence appears.");

    public static readonly Term Handoff = new(
        "Handoff",
        "The transfer of an external client’s workspace to the client as an independent organisation, billed directly. It is "
            + "a one-way door.");
    public static readonly Term Check = new(
        "Check",
        "What has to hold before a handoff: a pass, a warning or a stop. Nothing is transferred while one stops.");
    public static readonly Term KeptOnPurpose = new(
        "Kept on purpose",
        "Somebody of the partner who stays in the workspace after its handoff, as a paid external.");
    public static readonly Term AccessProof = new(
        "Access proof",
        "The last act of a handoff: every path by which a person of the partner could still enter, enumerated. The transfer is undone "
            + "unless none is left but those kept on purpose.");

    public static readonly Term Payer = new(
        "Payer",
        "Who is billed for a workspace: the organisation’s pooled account, or the account of the external client.");
    public static readonly Term MoveBack = new(
        "Move back",
        "A second move, of the same projects, to where they came from. Both stay to be read.");
    public static readonly Term Project = new(
        "Project",
        "What collects conversations. A workspace has projects, and an organisation has workspaces.");

    public static readonly Term SavedView = new(
        "Saved view",
        "Filters, order, columns and rows of a list, kept under a name of your own. The list can open with one of them.");

    public static readonly Term Entry = new(
        "Entry",
        "One change with who, when, what before and after, and why. It is written with the change, or neither is.");
    public static readonly Term Chain = new(
        "Chain",
        "Each entry is sealed together with the one before it. Verifying names the first that does not fit.");
    public static readonly Term Import = new(
        "Import",
        "The platform’s data, read from a folder of its exports. It can be repeated, and never overwrites what staff changed here.");
    public static readonly Term Rejected = new(
        "Rejected",
        "A row of an export that cannot be true. It alone is left out, with the reason.");
    public static readonly Term CarriedOver = new(
        "Carried over",
        "Told to the platform. A change waits here until an import says the same.");
}
