using Partners.Core.Access;
using Partners.Core.Billing;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>How a deal's cap stands to what was earned.</summary>
internal enum CapState
{
    None,
    Ample,

    /// <summary>Between 80 and 90 % is earned.</summary>
    Near,
    Reached,
}

/// <summary>A referral deal of the demonstration, in days from today.</summary>
/// <param name="Discount">Percent; the client's account may say otherwise, which is then a mismatch to find.</param>
/// <param name="ExpiresInDays">Negative where it expired; null where it has no expiry.</param>
/// <param name="Amendments">In the order of their days.</param>
/// <param name="RecordedDaysAgo">Null where it was recorded on its first day, or yesterday where that is still to come.</param>
/// <param name="Over">How it came to an end before its expiry; null where it did not.</param>
internal sealed record CastDeal(
    int StartedDaysAgo,
    int? ExpiresInDays,
    CapState Cap,
    decimal Kickback = 20m,
    decimal Discount = 0m,
    IReadOnlyList<CastAmendment>? Amendments = null,
    string? Notes = null,
    bool Imported = true,
    int? RecordedDaysAgo = null,
    CastEnd? Over = null);

/// <summary>New terms of a deal; what is null stays as it was.</summary>
/// <param name="HoldsSinceDaysAgo">Negative where they hold from a day that is still to come.</param>
internal sealed record CastAmendment(int HoldsSinceDaysAgo, Staff By, string Reason, decimal? Kickback = null, int? ExpiresInDays = null)
{
    /// <summary>On their first day, but some days ago in any case.</summary>
    public int RecordedDaysAgo => Math.Max(HoldsSinceDaysAgo, 5);
}

/// <summary>A deal was ended, or was said never to have held.</summary>
/// <param name="LastDayDaysAgo">Of one that was ended; null for one that is void.</param>
internal sealed record CastEnd(int RecordedDaysAgo, int? LastDayDaysAgo, string Reason);

/// <summary>An external-client workspace of the demonstration.</summary>
/// <param name="PartnerPeople">People of the partner with a seat; no more than the partner has.</param>
/// <param name="Discount">Percent off the account's price; null for none.</param>
/// <param name="Vat">Whether 21 % VAT is charged.</param>
internal sealed record CastClient(
    string Partner,
    string DataOwner,
    string Domain,
    string Subject,
    int AgeInDays,
    Story Story,
    Tier Tier,
    BillingPeriod Period,
    int PartnerPeople,
    decimal? Discount,
    bool Vat,
    CastDeal? Deal,
    PaymentMode Mode = PaymentMode.Mollie,
    bool Logo = false,
    int? DeletedDaysAgo = null);

/// <summary>The partners' clients: at least one in each state that the ledger, the pipeline and the handoff know.</summary>
internal static class CastClients
{
    private const BillingPeriod Monthly = BillingPeriod.Monthly;
    private const BillingPeriod Annual = BillingPeriod.Annual;

    /// <summary>Its handoff is being prepared.</summary>
    public const string HandingOff = "Gemeente Kerkhaven";

    /// <summary>Its handoff is decided on and confirmed, and waits for its day.</summary>
    public const string HandedOffSoon = "Gemeente Hogebeek";

    /// <summary>Its handoff was given up.</summary>
    public const string StaysAfterAll = "Museum De Zeearend";

    public static readonly IReadOnlyList<CastClient> Workspaces =
    [
        new(Cast.Samenspel, "Gemeente Vlierdam", "gemeentevlierdam.example", "Omgevingsvisie", 420, Story.ReadyToGraduate, Tier.Changemaker,
            Monthly, 6, 10m, true,
                new(410, 320, CapState.Near, Discount: 10m, Notes: "20 % tot het plafond, daarna niets"), Logo: true),
        new(Cast.Samenspel, "Waterschap Rijnkant", "waterschaprijnkant.example", "Groen en water", 330, Story.QuietObserver, Tier.Innovator,
            Monthly, 4, 15m, true,
                new(325, 405, CapState.None, Kickback: 15m, Discount: 15m, Notes: "Agreed by mail")),
        new(Cast.Samenspel, "Woningcorporatie De Hoeksteen", "dehoeksteen.example", "Wijkgesprekken", 280, Story.EngagedExternal,
            Tier.Changemaker, Annual, 3, null, true,
                new(270, 460, CapState.Ample), Logo: true),
        new(Cast.Samenspel, "Gemeente Oosterveen", "gemeenteoosterveen.example", "Burgerberaad klimaat", 350, Story.DrivesUsage,
            Tier.Guardian, Monthly, 3, 20m, false,
                new(340, 35, CapState.Ample, Kickback: 12.5m, Discount: 20m, Notes: "See agreement annex B")),
        new(Cast.Samenspel, "Stichting Buurtlab", "buurtlab.example", "Speelplekken", 9, Story.InvitePending, Tier.Pilot, Monthly, 1, null,
            false, null, PaymentMode.None),
        new(Cast.Samenspel, "GGD Heuvelrand", "ggdheuvelrand.example", "Zorg in de buurt", 500, Story.InviteExpired, Tier.Innovator,
            Monthly, 2, null, false,
                new(480, -40, CapState.Ample, Kickback: 25m)),

        new(Cast.Werkplaats, "Provincie Noorderland", "provincienoorderland.example", "Toekomst van het platteland", 390,
            Story.InvitesAndActs, Tier.Guardian, Monthly, 5, 10m, true,
                new(380, 350, CapState.Reached, Discount: 10m, Notes: "20 % tot het plafond, daarna niets")),
        new(Cast.Werkplaats, "Gemeente Zandwijk", "gemeentezandwijk.example", "Dorpskern vernieuwing", 310, Story.ActsAsOwner,
            Tier.Changemaker, Monthly, 3, null, true,
                new(300, null, CapState.Ample, Kickback: 17.25m)),
        new(Cast.Werkplaats, "Hogeschool Merenland", "hogeschoolmerenland.example", "Medewerkerstafels", 260, Story.QuietObserver,
            Tier.Changemaker, Annual, 4, 10m, true,
                new(255, 475, CapState.Ample, Discount: 15m, Notes: "Discount to be raised with the next invoice")),
        new(Cast.Werkplaats, "Museum De Zeearend", "museumdezeearend.example", "Bezoekers aan het woord", 190, Story.EngagedExternal,
            Tier.Innovator, Monthly, 3, null, true,
                new(
                    -10,
                    720,
                    CapState.Ample,
                    Imported: false,
                    RecordedDaysAgo: 40,
                    Over: new(38, LastDayDaysAgo: null, "Recorded for the wrong client: the museum came by itself"))),
        new(Cast.Werkplaats, "Gemeente Duivenveen", "gemeenteduivenveen.example", "Mobiliteit centrum", 340,
            Story.DrivesAndActs with { ClientConversations = 38, PartnerConversations = 20, SettingsChanged = 6 }, Tier.Changemaker,
            Monthly, 3, null, true,
                new(335, 395, CapState.Ample)),
        new(Cast.Werkplaats, "Waterschap Zuiderdiep", "waterschapzuiderdiep.example", "Groen en water", 230,
            Story.DrivesUsage with { ClientConversations = 20, PartnerConversations = 12 }, Tier.Innovator, Monthly, 2, null, true,
                new(225, 505, CapState.Ample, Kickback: 15m)),

        new(Cast.Twaalf, "Gemeente Hogebeek", "gemeentehogebeek.example", "Woonvisie", 370, Story.DrivesAndInvites, Tier.Changemaker,
            Monthly, 5, 25m, true,
                new(360, 48, CapState.Near, Kickback: 25m, Discount: 25m)),
        new(Cast.Twaalf, "Ouderenbond Rivierengebied", "ouderenbondrivieren.example", "Ouderenparticipatie", 70, Story.InviteExpired,
            Tier.Pioneer, Annual, 2, null, false,
                new(-14, 716, CapState.Ample), PaymentMode.Offline),
        new(Cast.Twaalf, "Gemeente Polderkerk", "gemeentepolderkerk.example", "Burgerberaad klimaat", 320,
            Story.InvitesAndActs with { InvitesSent = 5 }, Tier.Changemaker, Monthly, 3, null, true,
                new(315, 415, CapState.Ample)),
        new(Cast.Twaalf, "Dorpsraad Elzenbroek", "dorpsraadelzenbroek.example", "Dorpskern vernieuwing", 180,
            Story.FoundedItsOwn with { PartnerConversations = 30 }, Tier.Innovator, Monthly, 2, null, true, null),

        new(Cast.Luisterend, "Veiligheidsregio Waddenkust", "veiligheidsregiowaddenkust.example", "Veilig uitgaan", 240,
            Story.NeverSignedIn, Tier.Innovator, Monthly, 4, null, true,
                new(235, 495, CapState.Ample, Kickback: 15m)),
        new(Cast.Luisterend, "ROC De Brug", "rocdebrug.example", "Jeugdpanel", 295, Story.FoundedItsOwn, Tier.Changemaker, Monthly, 3, 10m,
            false,
                new(290, null, CapState.None, Discount: 10m)),
        new(Cast.Luisterend, "Museum De Vlindertuin", "museumdevlindertuin.example", "Bezoekers aan het woord", 205,
            Story.DrivesAndInvites with { ClientConversations = 22, PartnerConversations = 8 }, Tier.Innovator, Monthly, 2, null, true,
                new(200, 530, CapState.Ample, Kickback: 15m)),

        new(Cast.Meerstem, "Gemeente Lindenaar", "gemeentelindenaar.example", "Energietransitie", 290, Story.EngagedExternal,
            Tier.Changemaker, Monthly, 4, 15m, true,
                new(
                    285,
                    445,
                    CapState.Ample,
                    Kickback: 15m,
                    Discount: 15m,
                    Imported: false,
                    Amendments: [new(120, CastPartners.Joris, "Raised after the second round, as annex B allows", Kickback: 20m)])),
        new(Cast.Meerstem, "Energiecoöperatie Zonnegaard", "zonnegaard.example", "Energietransitie", 40, Story.QuietObserver,
            Tier.Innovator, Monthly, 2, 10m, true,
                new(-21, 709, CapState.Ample, Discount: 10m, Imported: false)),
        new(Cast.Meerstem, "Jeugdraad Delta", "jeugdraaddelta.example", "Schoolplein van morgen", 210, Story.BusyPartner, Tier.Changemaker,
            Monthly, 4, null, false,
                new(205, 525, CapState.Ample, Kickback: 10m, Amendments:
                [
                    new(150, CastPartners.Joris, "The partner also trains the facilitators from the second round on", Kickback: 12.5m),
                    new(60, CastPartners.Femke, "The programme takes half a year longer: annex C", ExpiresInDays: 705),
                    new(
                        -20,
                        CastPartners.Joris,
                        "Back to the first percentage after the pilot, as agreed in the evaluation",
                        Kickback: 10m),
                ])),
        new(Cast.Meerstem, "Regio Oostgrens", "regiooostgrens.example", "Woonvisie", 300,
            Story.InvitesAndActs with { InvitesSent = 4, SettingsChanged = 3, PartnerConversations = 40 }, Tier.Changemaker, Monthly, 3,
            10m, true,
                new(295, 435, CapState.Ample, Discount: 10m)),
        new(Cast.Meerstem, "Gemeente Heerenkamp", "gemeenteheerenkamp.example", "Energietransitie", 265,
            Story.DrivesUsage with { ClientConversations = 18, PartnerConversations = 16 }, Tier.Innovator, Monthly, 2, null, true,
                new(260, 57, CapState.Ample), PaymentMode.Offline),

        new(Cast.Weerklank, HandingOff, "gemeentekerkhaven.example", "Raadsenquête", 440, Story.ReadyToGraduate, Tier.Changemaker, Monthly,
            7, 10m, true,
                new(430, 22, CapState.Ample, Discount: 10m, Notes: "Client takes over after expiry; see mail of Joris"), Logo: true),
        new(Cast.Weerklank, "Natuurfonds Duinrand", "natuurfondsduinrand.example", "Groen en water", 12, Story.InvitePending, Tier.Free,
            Monthly, 1, null, false, null, PaymentMode.None),
        new(Cast.Weerklank, "Bibliotheek Het Plein", "bibliotheekhetplein.example", "Cultuurnota", 400, Story.InvitesAndActs,
            Tier.Innovator, Monthly, 6, null, true,
                new(390, 340, CapState.Reached, Kickback: 30m)),
        new(Cast.Weerklank, "Hogeschool voor Ambacht", "hogeschoolambacht.example", "Medewerkerstafels", 240,
            Story.DrivesAndActs with { ClientConversations = 24, SettingsChanged = 3 }, Tier.Changemaker, Monthly, 3, null, true,
                new(235, 495, CapState.Ample)),
        new(Cast.Weerklank, "Cultuurhuis De Loods", "cultuurhuisdeloods.example", "Cultuurnota", 150, Story.DrivesUsage, Tier.Innovator,
            Monthly, 2, null, true, null),

        new(Cast.Burgerkracht, "Gemeente Westerlo", "gemeentewesterlo.example", "Armoedebeleid", 250, Story.InvitesPeople, Tier.Innovator,
            Monthly, 5, null, true,
                new(245, 485, CapState.Ample, Discount: 10m)),
        new(Cast.Burgerkracht, "Zorggroep Morgenster", "zorggroepmorgenster.example", "Zorg in de buurt", 365, Story.EngagedExternal,
            Tier.Changemaker, Annual, 2, null, false,
                new(350, -12, CapState.None)),
        new(Cast.Burgerkracht, "Sportbond Oranjestad", "sportbondoranjestad.example", "Bezoekers aan het woord", 360, Story.QuietObserver,
            Tier.Innovator, Monthly, 2, null, true, null, DeletedDaysAgo: 60),
        new(Cast.Burgerkracht, "Stichting Wijkwerk Zuiderhof", "wijkwerkzuiderhof.example", "Armoedebeleid", 155,
            Story.DrivesAndActs with { ClientConversations = 12, PartnerConversations = 4 }, Tier.Innovator, Monthly, 2, null, false,
                new(150, 580, CapState.Ample, Kickback: 15m)),
        new(Cast.Burgerkracht, "Bibliotheek Kadezicht", "bibliotheekkadezicht.example", "Cultuurnota", 170,
            Story.DrivesAndInvites with { ClientConversations = 57, InvitesSent = 6 }, Tier.Innovator, Monthly, 2, null, true,
                new(165, 565, CapState.Ample)),

        new(Cast.OpenKring, "Gemeente Nieuwmeer", "gemeentenieuwmeer.example", "Mobiliteit centrum", 2, Story.InvitePending, Tier.Innovator,
            Monthly, 2, 5m, true,
                new(-30, 700, CapState.Ample, Discount: 5m, Imported: false)),

        new(Cast.Kruispunt, "Gemeente Rietveen", "gemeenterietveen.example", "Wijkgesprekken", 430, Story.QuietObserver, Tier.Innovator,
            Monthly, 2, 10m, true,
                new(420, -75, CapState.Ample, Discount: 10m)),
        new(Cast.Kruispunt, "Stichting Open Huis", "stichtingopenhuis.example", "Armoedebeleid", 220, Story.EngagedExternal,
            Tier.Changemaker, Monthly, 2, null, true,
                new(
                    215,
                    500,
                    CapState.Ample,
                    Kickback: 15m,
                    Over: new(24, LastDayDaysAgo: 21, "The partner stops with participation work; what was earned stays owed"))),
    ];

    /// <summary>Deals whose client has no workspace yet.</summary>
    public static readonly IReadOnlyList<(string Partner, string ClientName, CastDeal Deal)> ByNameOnly =
    [
        (
            Cast.OpenKring,
            "Havenbedrijf Scheldemond",
            new(3, 727, CapState.Ample, Discount: 10m, Notes: "Signs in January", Imported: false)),
    ];
}
