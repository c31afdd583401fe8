using Partners.Core.Billing;
using Partners.Core.Consent;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>
/// What the link about a handoff's timing says (docs/product.md H35): who hands what to whom and when, what is lost, and what it costs from
/// then on. Nothing else of the console is in it, and nothing of conversations.
/// </summary>
internal static class TimingStatement
{
    /// <param name="client">The client organisation's name.</param>
    public static ConsentStatement Of(HandoffPlan plan, HandoffFacts facts, string client, ConsentSide side, string person) => new(
        Text(new(plan, facts, client, ConsentLanguage.Dutch), side, person),
        Text(new(plan, facts, client, ConsentLanguage.English), side, person));

    private static ConsentText Text(Told told, ConsentSide side, string person)
    {
        var by = side == ConsentSide.Partner ? told.Partner : told.Client;
        return new(
            told.In($"Overdracht van {told.Workspace}", $"Handoff of {told.Workspace}"),
            told.In(
                $"{person}, wilt u namens {by} bevestigen dat dit klopt en dat {told.Day} u schikt?",
                $"{person}, do you confirm for {by} that this is right, and that {told.Day} suits you?"),
            [.. Says(told).OfType<string>()],
            told.In($"Ja, ik bevestig {told.Day}", $"Yes, I confirm {told.Day}"),
            TakesOtherDay: true);
    }

    private static IEnumerable<string?> Says(Told told) =>
    [
        told.In(
            $"{told.Partner} draagt de werkruimte {told.Workspace} op dembrane, met alle projecten en gesprekken, op {told.Day} over aan "
                + $"{told.Client}.",
            $"On {told.Day}, {told.Partner} hands the workspace {told.Workspace} on dembrane, with all its projects and conversations, over "
                + $"to {told.Client}."),
        told.In(
            $"Vanaf die dag is {told.Client} eigenaar van de werkruimte en betaalt {told.Client} ervoor.",
            $"From that day {told.Client} owns the workspace and pays for it."),
        told.In(
            $"{told.Partner} kan de werkruimte dan niet meer beheren.",
            $"{told.Partner} can then no longer administer the workspace."),
        Access(told),
        told.Facts.Workspace.HasLogo
            ? told.In("Het eigen logo van de werkruimte verdwijnt.", "The workspace loses its own logo.")
            : null,
        Flows(told),
        Cost(told),
        told.In("De overdracht kan niet worden teruggedraaid.", "The handoff cannot be undone."),
    ];

    private static string Access(Told told)
    {
        var planned = told.Plan.People.ToDictionary(person => person.MembershipId);
        var kept = told.Facts.People
            .Where(person => person.IsOfPartner && planned.GetValueOrDefault(person.MembershipId)?.Role is not null)
            .Select(person => planned[person.MembershipId].Until)
            .ToList();
        return kept.Count switch
        {
            0 => told.In(
                $"De mensen van {told.Partner} hebben dan geen toegang meer.",
                $"The people of {told.Partner} then have no access any more."),
            1 when kept[0] is { } until => told.In(
                $"Eén persoon van {told.Partner} houdt toegang tot en met {ConsentWords.Day(until, told.Language)}. De anderen hebben dan "
                    + "geen toegang meer.",
                $"One person of {told.Partner} keeps access until {ConsentWords.Day(until, told.Language)}. The others then have none."),
            1 => told.In(
                $"Eén persoon van {told.Partner} houdt voorlopig toegang. De anderen hebben dan geen toegang meer.",
                $"One person of {told.Partner} keeps access for a time. The others then have none."),
            var count => told.In(
                $"{count} mensen van {told.Partner} houden voorlopig toegang. De anderen hebben dan geen toegang meer.",
                $"{count} people of {told.Partner} keep access for a time. The others then have none."),
        };
    }

    /// <summary>A webhook sends what happens in a project to another system.</summary>
    private static string? Flows(Told told)
    {
        var kept = told.Facts.Flows.Count(flow => told.Plan.Flows.Any(planned =>
            planned.WebhookId == flow.WebhookId && planned.Fate == FlowFate.Keep));
        var removed = told.Facts.Flows.Count - kept;
        return (removed, kept) switch
        {
            (0, 0) => null,
            (_, 0) => told.In(
                "Koppelingen die gegevens naar andere systemen sturen, worden verwijderd.",
                "Webhooks that send data to other systems are removed."),
            (0, _) => told.In(
                "Koppelingen die gegevens naar andere systemen sturen, blijven bestaan.",
                "Webhooks that send data to other systems stay."),
            _ => told.In(
                $"Van de koppelingen die gegevens naar andere systemen sturen, {(kept == 1 ? "blijft" : "blijven")} er {kept} bestaan; de "
                    + "rest wordt verwijderd.",
                $"Of the webhooks that send data to other systems, {kept} {(kept == 1 ? "stays" : "stay")}; the rest are removed."),
        };
    }

    private static string Cost(Told told)
    {
        if (HandoffPrice.Of(told.Plan, told.Facts) is not { After: { AMonth: { } amount } after } price || !price.ClassAfter.IsBilled())
        {
            return told.In(
                $"Vanaf dan spreekt {told.Client} de kosten van de werkruimte rechtstreeks met dembrane af.",
                $"From then on {told.Client} agrees the cost of the workspace with dembrane directly.");
        }

        var seats = told.In(
            $"{after.Seats} {(after.Seats == 1 ? "gebruiker" : "gebruikers")} in het abonnement {after.Tier}",
            $"{after.Seats} {(after.Seats == 1 ? "seat" : "seats")} of {after.Tier}");
        var less = after.Discount is { } discount && discount > Percentage.Zero
            ? told.In(
                $", met {ConsentWords.Percent(discount, told.Language)} korting",
                $", less {ConsentWords.Percent(discount, told.Language)}")
            : null;
        var full = price.WithoutDiscount?.AMonth is { } without
            ? told.In(
                $" Zonder die korting is het {ConsentWords.Amount(without, told.Language)}.",
                $" Without that discount it is {ConsentWords.Amount(without, told.Language)}.")
            : null;
        var aMonth = ConsentWords.Amount(amount, told.Language);
        return told.In(
            $"Vanaf dan betaalt {told.Client} {aMonth} per maand, exclusief btw, voor {seats}{less}.{full}",
            $"From then on {told.Client} pays {aMonth} a month, excluding VAT, for {seats}{less}.{full}");
    }

    private sealed record Told(HandoffPlan Plan, HandoffFacts Facts, string Client, ConsentLanguage Language)
    {
        public string Partner => Facts.Partner.Name;

        public string Workspace => Facts.Workspace.Name;

        public string Day => ConsentWords.Day(Plan.Timing.AgreedOn!.Value, Language);

        public string In(string dutch, string english) => Language == ConsentLanguage.Dutch ? dutch : english;
    }
}
