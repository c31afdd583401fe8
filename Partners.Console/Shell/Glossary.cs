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
            + "confirmed it. Without an agreement, an organisation cannot be a partner.");
    public static readonly Term NeedsAttention = new(
        "Needs attention",
        "External-client workspaces of an organisation that is not a partner, agreements that have ended, and partners "
            + "without an agreement.");

    public static readonly Term ExternalClient = new(
        "External client",
        "An outside client for whom a partner runs a workspace. The workspace has its own billing account, names a data owner, "
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
        "What is paid for each person. Observers are free. Every other role takes a seat, and so does an open invite to it.");
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

    public static readonly Term Outbox = new(
        "Outbox",
        "Mails wait here until the mail server has taken them. One whose answer was cut off is “not known”: it may have arrived, so "
            + "only a person sends it again.");

    public static readonly Term Deal = new("Deal", "The terms agreed with a partner about one client: kickback, discount, cap and expiry.");
    public static readonly Term Kickback = new(
        "Kickback",
        "What the partner earns on a referred client: a percentage of what the client’s billing account actually paid, net of VAT.");
    public static readonly Term Discount = new("Discount", "Any discount the referred client gets.");
    public static readonly Term Cap = new(
        "Cap",
        "The most that a deal can earn, in euros. What goes over it is shown but not owed.");
    public static readonly Term NearCap = new("Near cap", "At least 80% of the cap is earned.");
    public static readonly Term Expiry = new("Expiry", "The day the deal ends. It stops earning; what was earned stays owed.");
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
    public static readonly Term Contribution = new("Contribution", "What a line adds to the earnings, within the cap.");
    public static readonly Term ClosedMonth = new(
        "Closed month",
        "A month that never changes again. A payment or refund that arrives late is posted in the first open month, and says so.");

    public static readonly Term ExternalLed = new(
        "External-led",
        "Led from outside the partner: an external client that has started behaving like an independent account.");
    public static readonly Term Signal = new(
        "Signal",
        "Evidence that a client runs dembrane itself: its people drive the usage, invite people, act as owner, or created an "
            + "organisation of their own.");
    public static readonly Term Score = new("Score", "What the signals add up to, 100 at most. It decides whether a client is listed.");
    public static readonly Term PeopleOfTheClient = new(
        "People of the client",
        "People with access to the workspace, or with the data owner’s email, who are not members of the partner’s organisation.");
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
        "A condition for the handoff: pass, warning or stop. Nothing is handed off while there is a stop.");
    public static readonly Term KeptOnPurpose = new(
        "Kept on purpose",
        "Somebody of the partner who stays in the workspace after its handoff, as a paid external.");
    public static readonly Term AccessProof = new(
        "Access proof",
        "The last step of a handoff: a search for every way in that the partner could still have. If one is found that was not kept on "
            + "purpose, nothing is handed off.");

    public static readonly Term Payer = new(
        "Payer",
        "Who is billed for a workspace: the organisation’s pooled account, or the account of the external client.");
    public static readonly Term MoveBack = new(
        "Move back",
        "A second move of the same projects, to where they came from. Both stay on record.");
    public static readonly Term Project = new(
        "Project",
        "What collects conversations. A workspace has projects, and an organisation has workspaces.");

    public static readonly Term SavedView = new(
        "Saved view",
        "Filters, order, columns and rows of a list, kept under a name of your own. The list can open with one of them.");

    public static readonly Term Entry = new(
        "Entry",
        "One change: who, when, before and after, and why. The change and its entry are saved together.");
    public static readonly Term Chain = new(
        "Chain",
        "Each entry is sealed together with the one before it. Verifying names the first that does not fit.");
    public static readonly Term Import = new(
        "Import",
        "The platform’s data, read from a folder of its exports. It can be repeated, and never overwrites what staff changed here.");
    public static readonly Term Rejected = new(
        "Rejected",
        "A row of an export that cannot be right. Only that row is left out, with the reason.");
    public static readonly Term CarriedOver = new(
        "On the platform",
        "The platform has the change. Until then it is waiting.");
}
