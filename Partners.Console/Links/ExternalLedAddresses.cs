using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.ExternalLed;

namespace Partners.Console.Links;

/// <summary>What an address of the pipeline shows.</summary>
/// <param name="Query">On the board it has no place, order or page: the board shows all stages, highest scores first.</param>
/// <param name="Card">The client whose evidence is open; null if none is.</param>
public sealed record PipelineView(PipelineQuery Query, bool IsList, Guid? Card = null);

/// <summary>The addresses of the pipeline. They carry a person's search, filter, order and page.</summary>
public static class ExternalLedAddresses
{
    public const string Board = "/external-led";

    public const string Csv = "/external-led/clients.csv";

    private const string ListView = "list";

    public static string Of(PipelineQuery query, bool isList) => Of(new(query, isList));

    /// <summary>Leaves out default values, so that the plain board has the plain address.</summary>
    public static string Of(PipelineView view)
    {
        var (plain, query) = (new PipelineQuery(), view.IsList ? view.Query : OnBoard(view.Query));
        return At(Board,
        [
            ("view", view.IsList ? ListView : null),
            ("q", string.IsNullOrWhiteSpace(query.Search) ? null : query.Search),
            ("partner", query.PartnerId?.ToString()),
            ("owner", query.OwnerSubject),
            ("signal", query.Signals == Signal.None ? null : NameOf(query.Signals)),
            ("stage", query.Place is { } place ? NameOf(place) : null),
            ("ready", Yes(query.IsReady)),
            ("stale", Yes(query.IsStale)),
            ("sort", query.Order == plain.Order ? null : NameOf(query.Order)),
            ("desc", query.Descending == BeginsHighest(query.Order) ? null : query.Descending ? "true" : "false"),
            ("page", PageNumber.Write(query.Page)),
            ("size", query.PageSize == plain.PageSize ? null : query.PageSize.ToString(CultureInfo.InvariantCulture)),
            ("card", view.Card?.ToString()),
        ]);
    }

    /// <summary>The file of the chosen clients.</summary>
    public static string CsvOf(IEnumerable<Guid> chosen) => QueryHelpers.AddQueryString(Csv, Chosen.Parameter, Chosen.Write(chosen));

    /// <summary>The board with a client's evidence open.</summary>
    public static string Evidence(Guid workspaceId) => $"{Board}?card={workspaceId}";

    /// <summary>The records behind one signal of a client.</summary>
    public static string Evidence(Guid workspaceId, Signal signal) => $"{Board}/{workspaceId}/{NameOf(signal)}";

    /// <summary>The conversations behind a client's share.</summary>
    /// <param name="theirs">Only those in projects that the client's people created.</param>
    public static string Conversations(Guid workspaceId, bool theirs = false, Guid? project = null, int page = PageNumber.First) =>
        At($"{Board}/{workspaceId}/conversations",
        [
            ("theirs", Yes(theirs)),
            ("project", project?.ToString()),
            ("page", PageNumber.Write(page)),
        ]);

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static PipelineView Read(
        string? view,
        string? search,
        string? partner,
        string? owner,
        string? signal,
        string? stage,
        string? ready,
        string? stale,
        string? sort,
        string? descending,
        string? page,
        string? size,
        string? card)
    {
        var plain = new PipelineQuery();
        var order = Enum.GetValues<PipelineOrder>().FirstOrDefault(order => NameOf(order) == sort, plain.Order);
        var query = new PipelineQuery(
            search,
            Guid.TryParse(partner, out var partnerId) ? partnerId : null,
            string.IsNullOrWhiteSpace(owner) ? null : owner,
            SignalOf(signal) ?? Signal.None,
            PlaceOf(stage),
            IsYes(ready),
            IsYes(stale),
            order,
            descending switch { "true" => true, "false" => false, _ => BeginsHighest(order) },
            PageNumber.Read(page),
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : plain.PageSize);
        var isList = view == ListView;
        return new(isList ? query : OnBoard(query), isList, Guid.TryParse(card, out var workspaceId) ? workspaceId : null);
    }

    /// <summary>A signal's name in an address: <c>drives-usage</c>.</summary>
    public static string NameOf(Signal signal) => signal switch
    {
        Signal.DrivesUsage => "drives-usage",
        Signal.InvitesPeople => "invites-people",
        Signal.ActsAsOwner => "acts-as-owner",
        Signal.CreatedOrganisation => "created-organisation",
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    /// <summary>Null for an unknown name.</summary>
    public static Signal? SignalOf(string? name) => Signals.All.Cast<Signal?>().FirstOrDefault(signal => NameOf(signal!.Value) == name);

    public static string NameOf(CardPlace place) => place.InWords().Replace(' ', '-');

    /// <summary>Null, also for an unknown name, means the cards of the board.</summary>
    public static CardPlace? PlaceOf(string? name) =>
        Enum.GetValues<CardPlace>().Cast<CardPlace?>().FirstOrDefault(place => NameOf(place!.Value) == name);

    /// <summary>True if the first sort by this order is descending: the longest wait and the highest score come first.</summary>
    internal static bool BeginsHighest(PipelineOrder order) => order is PipelineOrder.Score or PipelineOrder.Age;

    private static PipelineQuery OnBoard(PipelineQuery query)
    {
        var plain = new PipelineQuery();
        return query with
        {
            Place = null,
            Order = plain.Order,
            Descending = plain.Descending,
            Page = plain.Page,
            PageSize = plain.PageSize,
        };
    }

    private static string NameOf(PipelineOrder order) => order == PipelineOrder.CapLeft ? "cap-left" : order.ToString().ToLowerInvariant();

    private static string? Yes(bool holds) => holds ? "true" : null;

    private static bool IsYes(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static string At(string address, IEnumerable<(string Name, string? Value)> parameters) =>
        QueryHelpers.AddQueryString(
            address,
            parameters.Where(parameter => parameter.Value is not null)
                .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));
}
