using MudBlazor;
using Partners.Console.Handoffs;
using Partners.Console.Links;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Console.Workspaces;
using Partners.Core.Handoffs;
using Partners.Core.Search;
using Partners.Core.Values;

namespace Partners.Console.Search;

/// <summary>The results as the palette shows them, and where they lead.</summary>
internal static class SearchWords
{
    private static readonly FoundKind[] s_kinds = Enum.GetValues<FoundKind>();

    public static string Of(FoundKind kind) => kind == FoundKind.Person ? "People" : $"{kind}s";

    /// <summary>The rows grouped by kind.</summary>
    public static IEnumerable<PaletteGroup> Groups(IEnumerable<Found> rows) =>
        rows.GroupBy(row => row.Kind).Select(group => new PaletteGroup(Of(group.Key), [.. group.Select(Option)]));

    public static PaletteOption Option(Found found) => Line(found) with { Reference = $"{found.Kind}:{found.Id}" };

    /// <summary>Reads what the browser stored, ignoring invalid entries.</summary>
    public static IReadOnlyList<FoundReference> Read(IEnumerable<string?> kept) =>
    [
        .. from text in kept
           let parts = (text ?? string.Empty).Split(':')
           where parts.Length == 2
           let kind = Array.FindIndex(s_kinds, known => string.Equals(known.ToString(), parts[0], StringComparison.Ordinal))
           where kind >= 0 && Guid.TryParse(parts[1], out _)
           select new FoundReference(s_kinds[kind], Guid.Parse(parts[1])),
    ];

    /// <summary>Where the typed letters are in a displayed text, ignoring case and accents; null if they are not in it.</summary>
    public static (int Start, int Length)? Letters(string text, string typed)
    {
        var (wanted, letters, places) = (SearchKey.Of(typed), string.Empty, new List<(int Start, int End)>());
        for (var at = 0; at < text.Length;)
        {
            var end = at + (char.IsSurrogatePair(text, at) ? 2 : 1);
            var folded = char.IsWhiteSpace(text[at]) ? text[at..end] : SearchKey.Of(text[at..end]);
            letters += folded;
            places.AddRange(folded.Select(_ => (at, end)));
            at = end;
        }

        var found = wanted.Length == 0 ? -1 : letters.IndexOf(wanted, StringComparison.Ordinal);
        return found < 0 ? null : (places[found].Start, places[found + wanted.Length - 1].End - places[found].Start);
    }

    private static PaletteOption Line(Found found) => found switch
    {
        FoundOrganisation row => new PaletteOption(
            row.Name,
            row.IsPartner
                ? $"Partner · {Words.Count(row.ExternalWorkspaces, "external-client workspace").ToLowerInvariant()}"
                : "Organisation",
            Icons.Material.Outlined.Apartment)
        {
            Href = OrganisationAddresses.Of(row.Id),
        },
        FoundWorkspace row => new PaletteOption(
            row.Name,
            Joined(row.Client, row.Organisation, WorkspaceWords.Of(row.UsageContext)),
            Icons.Material.Outlined.Workspaces)
        {
            Href = WorkspaceAddresses.Of(row.Id),
        },
        FoundDeal row => new PaletteOption(
            $"{row.Partner} – {row.Client}",
            $"Deal · {LedgerWords.Of(row.Status)}",
            Icons.Material.Outlined.Percent)
        {
            Href = LedgerAddresses.Of(row.Id),
        },
        FoundPerson row => new PaletteOption(row.Name, Joined(row.Email, Places(row)), Icons.Material.Outlined.Person)
        {
            Href = row.Places is [var place, ..] ? AddressOf(place) : null,
        },
        FoundHandoff row => new PaletteOption(
            $"{row.Workspace} to {row.Client ?? row.DataOwner ?? "its client"}",
            Joined("Handoff", HandoffWords.Of(row.Status), row.Partner),
            Icons.Material.Outlined.Output)
        {
            Href = row.Status == HandoffStatus.Completed ? HandoffAddresses.Record(row.Id) : HandoffAddresses.Of(row.Id),
        },
        FoundPayment row => new PaletteOption(
            row.Partner.Length == 0 ? row.PaymentId : $"{row.PaymentId} · {row.Partner} – {row.Client}",
            row.Says,
            Icons.Material.Outlined.Payments)
        {
            Href = row.Id != Guid.Empty ? LedgerAddresses.Payment(row.Id, row.PaymentId)
                : row.IsUnmatched ? LedgerAddresses.List
                : null,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(found)),
    };

    private static string AddressOf(FoundPlace place) =>
        place.Organisation is null ? WorkspaceAddresses.Of(place.Id) : OrganisationAddresses.Of(place.Id);

    private static string Places(FoundPerson person) => person.Places.Count == 0
        ? "in no organisation or workspace now, so that there is no page to open"
        : string.Join(
            ", ",
            person.Places.Select(place =>
                $"{place.Name} ({(place.Organisation?.ToString() ?? place.Workspace?.ToString())?.ToLowerInvariant()})"));

    private static string Joined(params string?[] parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
