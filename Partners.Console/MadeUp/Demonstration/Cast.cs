using Partners.Core.Billing;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>An organisation of the demonstration. Its people and places are made up; <c>.example</c> is reserved (RFC 2606).</summary>
/// <param name="Workspaces">Internal workspaces beside the one called Default.</param>
/// <param name="AgeInDays">Days since it was created.</param>
/// <param name="DeletedDaysAgo">Null where it is live.</param>
internal sealed record CastOrganisation(
    string Name,
    string Domain,
    Tier Tier,
    BillingPeriod Period,
    int People,
    int Workspaces,
    int AgeInDays,
    int? DeletedDaysAgo = null);

/// <summary>
/// The organisations of the demonstration. Partners and their clients' stories stand in
/// <see cref="CastPartners"/> and <see cref="CastClients"/>.
/// </summary>
internal static class Cast
{
    public const string Samenspel = "Bureau Samenspel";
    public const string Werkplaats = "Dialoogwerkplaats Noord";
    public const string Twaalf = "Tafel van Twaalf";
    public const string Luisterend = "Luisterend Land";
    public const string Meerstem = "Meerstem Participatie";
    public const string Weerklank = "Studio Weerklank";
    public const string Burgerkracht = "Burgerkracht Advies";
    public const string OpenKring = "Open Kring Research";

    /// <summary>Was a partner; its clients' workspaces stayed.</summary>
    public const string Kruispunt = "Kruispunt Communicatie";

    public static readonly IReadOnlyList<CastOrganisation> Organisations =
    [
        new(Samenspel, "bureausamenspel.example", Tier.Guardian, BillingPeriod.Annual, 6, 3, 900),
        new(Werkplaats, "dialoogwerkplaats.example", Tier.Changemaker, BillingPeriod.Monthly, 5, 2, 760),
        new(Twaalf, "tafelvantwaalf.example", Tier.Changemaker, BillingPeriod.Annual, 4, 1, 800),
        new(Luisterend, "luisterendland.example", Tier.Innovator, BillingPeriod.Monthly, 4, 1, 510),
        new(Meerstem, "meerstem.example", Tier.Guardian, BillingPeriod.Monthly, 7, 4, 980),
        new(Weerklank, "studioweerklank.example", Tier.Changemaker, BillingPeriod.Monthly, 5, 2, 690),
        new(Burgerkracht, "burgerkracht.example", Tier.Innovator, BillingPeriod.Annual, 3, 1, 430),
        new(OpenKring, "openkring.example", Tier.Innovator, BillingPeriod.Monthly, 3, 1, 120),
        new(Kruispunt, "kruispuntcommunicatie.example", Tier.Changemaker, BillingPeriod.Monthly, 4, 1, 720),

        new("Gemeente Aardenhoek", "gemeenteaardenhoek.example", Tier.Changemaker, BillingPeriod.Annual, 4, 2, 640),
        new("Gemeente Beekdal", "gemeentebeekdal.example", Tier.Innovator, BillingPeriod.Monthly, 3, 1, 480),
        new("Gemeente Dijkhuizen", "gemeentedijkhuizen.example", Tier.Free, BillingPeriod.Monthly, 2, 0, 95),
        new("Gemeente Eikenrode", "gemeenteeikenrode.example", Tier.Pioneer, BillingPeriod.Annual, 3, 1, 1010),
        new("Gemeente Graafland-Midden", "gemeentegraafland.example", Tier.Changemaker, BillingPeriod.Monthly, 4, 3, 555),
        new("Gemeente Heerenkamp", "gemeenteheerenkamp.example", Tier.Free, BillingPeriod.Annual, 2, 1, 210),
        new("Gemeente Klaverdam", "gemeenteklaverdam.example", Tier.Guardian, BillingPeriod.Annual, 5, 3, 870),
        new("Gemeente Lindenaar", "gemeentelindenaar.example", Tier.Free, BillingPeriod.Monthly, 3, 0, 300),
        new("Gemeente Maasbroek", "gemeentemaasbroek.example", Tier.Innovator, BillingPeriod.Annual, 3, 1, 365),
        new("Gemeente Nieuwmeer", "gemeentenieuwmeer.example", Tier.Pilot, BillingPeriod.Monthly, 2, 0, 60),
        new("Gemeente Oosterveen", "gemeenteoosterveen.example", Tier.Free, BillingPeriod.Annual, 3, 0, 540),
        new("Gemeente Polderkerk", "gemeentepolderkerk.example", Tier.Changemaker, BillingPeriod.Annual, 4, 2, 620),
        new("Gemeente Rijnhove", "gemeenterijnhove.example", Tier.Innovator, BillingPeriod.Monthly, 3, 1, 275),
        new("Gemeente ’s-Gravenzoom", "gemeentesgravenzoom.example", Tier.Guardian, BillingPeriod.Monthly, 5, 2, 705),
        new("Gemeente Tweestromen", "gemeentetweestromen.example", Tier.Pilot, BillingPeriod.Monthly, 2, 0, 45),
        new("Gemeente Veldhorst", "gemeenteveldhorst.example", Tier.Free, BillingPeriod.Monthly, 2, 0, 30),
        new("Gemeente Zandwijk", "gemeentezandwijk.example", Tier.Free, BillingPeriod.Annual, 2, 0, 500),
        new("Provincie Noorderland", "provincienoorderland.example", Tier.Guardian, BillingPeriod.Annual, 5, 2, 890),
        new("Regio Hart van de Delta", "regiohartvandedelta.example", Tier.Changemaker, BillingPeriod.Annual, 3, 1, 450),
        new("Regio Oostgrens", "regiooostgrens.example", Tier.Innovator, BillingPeriod.Annual, 2, 1, 330),
        new("Veiligheidsregio Waddenkust", "veiligheidsregiowaddenkust.example", Tier.Free, BillingPeriod.Annual, 3, 0, 410),
        new("Waterschap Rijnkant", "waterschaprijnkant.example", Tier.Innovator, BillingPeriod.Annual, 3, 1, 600),
        new("GGD Heuvelrand", "ggdheuvelrand.example", Tier.Free, BillingPeriod.Monthly, 2, 0, 520),
        new("Omgevingsdienst Zeekleigebied", "odzeeklei.example", Tier.Changemaker, BillingPeriod.Monthly, 3, 1, 390),
        new("Waterschap Zuiderdiep", "waterschapzuiderdiep.example", Tier.Changemaker, BillingPeriod.Annual, 4, 1, 660),
        new("Museum De Zeearend", "museumdezeearend.example", Tier.Innovator, BillingPeriod.Monthly, 3, 1, 470),
        new("Museum Kruithuis", "museumkruithuis.example", Tier.Free, BillingPeriod.Annual, 2, 0, 150),
        new("Museum voor Stad & Water", "museumstadenwater.example", Tier.Pioneer, BillingPeriod.Annual, 3, 1, 940),
        new("Cultuurhuis De Loods", "cultuurhuisdeloods.example", Tier.Free, BillingPeriod.Monthly, 2, 1, 180),
        new("Bibliotheek Het Plein", "bibliotheekhetplein.example", Tier.Innovator, BillingPeriod.Annual, 3, 1, 580),
        new("Bibliotheek Zuidwand", "bibliotheekzuidwand.example", Tier.Free, BillingPeriod.Monthly, 2, 0, 75),
        new("Hogeschool Merenland", "hogeschoolmerenland.example", Tier.Changemaker, BillingPeriod.Annual, 4, 2, 700),
        new("Hogeschool voor Ambacht", "hogeschoolambacht.example", Tier.Pilot, BillingPeriod.Monthly, 2, 0, 40),
        new("Scholengroep De Kade", "scholengroepdekade.example", Tier.Innovator, BillingPeriod.Monthly, 3, 1, 420),
        new("Basisschool De Regenboog Oost", "regenboogoost.example", Tier.Free, BillingPeriod.Monthly, 1, 0, 25),
        new("Lyceum Groenvliet", "lyceumgroenvliet.example", Tier.Free, BillingPeriod.Annual, 2, 0, 160),
        new("Stichting Open Huis", "stichtingopenhuis.example", Tier.Free, BillingPeriod.Monthly, 2, 0, 350),
        new("Stichting Lezen & Schrijven Oost", "lezenoost.example", Tier.Innovator, BillingPeriod.Monthly, 2, 1, 310),
        new("Natuurfonds Duinrand", "natuurfondsduinrand.example", Tier.Free, BillingPeriod.Annual, 2, 0, 200),
        new("Woningcorporatie De Hoeksteen", "dehoeksteen.example", Tier.Changemaker, BillingPeriod.Monthly, 4, 1, 610),
        new("Zorggroep Morgenster", "zorggroepmorgenster.example", Tier.Innovator, BillingPeriod.Annual, 3, 1, 530),
        new("Ouderenbond Rivierengebied", "ouderenbondrivieren.example", Tier.Free, BillingPeriod.Monthly, 2, 0, 130),
        new("Energiecoöperatie Zonnegaard", "zonnegaard.example", Tier.Innovator, BillingPeriod.Annual, 2, 1, 260),
        new("Vereniging Dorpsbelang Achterveld", "dorpsbelangachterveld.example", Tier.Free, BillingPeriod.Annual, 2, 0, 90),
        new("Rekenkamer Ålborg & Zonen", "rekenkamer-az.example", Tier.Changemaker, BillingPeriod.Annual, 2, 1, 370),
        new("Adviesbureau Helder Water", "helderwater.example", Tier.Innovator, BillingPeriod.Monthly, 3, 1, 290),
        new("Communicatiebureau Rood", "communicatiebureaurood.example", Tier.Free, BillingPeriod.Monthly, 2, 1, 110),

        new("Gemeente Oud-Wielen", "gemeenteoudwielen.example", Tier.Free, BillingPeriod.Annual, 2, 1, 820, DeletedDaysAgo: 95),
        new("Proefruimte dembrane", "proefruimte.example", Tier.Free, BillingPeriod.Monthly, 1, 0, 260, DeletedDaysAgo: 250),
        new("Stichting Tijdelijk Samen", "tijdelijksamen.example", Tier.Innovator, BillingPeriod.Monthly, 2, 1, 600, DeletedDaysAgo: 12),
    ];
}
