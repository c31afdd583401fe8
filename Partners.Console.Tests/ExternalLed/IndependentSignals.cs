using System.Text.Json;
using static Partners.Console.Tests.Support.RawExport;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>One client's figures: conversations of its own and in total, invites, owner-like acts, organisations.</summary>
internal sealed record ExpectedClient(Guid WorkspaceId, int Own, int All, int Invites, int Acts, int Organisations)
{
    public bool DrivesUsage => Own >= 10 && Own * 2 >= All;

    public bool InvitesPeople => Invites >= 2;

    public bool ActsAsOwner => Acts >= 3;

    public bool CreatedOrganisation => Organisations > 0;

    public int Score =>
        Math.Min(100, (DrivesUsage ? 40 : 0) + (InvitesPeople ? 20 : 0) + (ActsAsOwner ? 20 : 0) + (CreatedOrganisation ? 40 : 0));
}

/// <summary>
/// Computes the four signals a second time from the raw files, without any of the product's code, to check a refresh after an import.
/// </summary>
internal static class IndependentSignals
{
    private const int WindowDays = 90;

    public static List<ExpectedClient> Of(string folder, DateOnly asOf)
    {
        var people = Rows(folder, "app_user");
        var userOf = people.ToDictionary(row => Text(row, "id")!, row => Text(row, "directus_user_id"), StringComparer.Ordinal);
        var seats = Rows(folder, "workspace_membership");
        var workspaceOfSeat = seats.ToDictionary(row => Text(row, "id")!, row => Text(row, "workspace_id"), StringComparer.Ordinal);
        var seatsOf = Live(seats).ToLookup(row => Text(row, "workspace_id"), StringComparer.Ordinal);
        var members = Live(Rows(folder, "org_membership")).Select(row => (Text(row, "org_id"), Text(row, "user_id"))).ToHashSet();
        var projects = Live(Rows(folder, "project")).ToLookup(row => Text(row, "workspace_id"), StringComparer.Ordinal);
        var conversations = InWindow(Rows(folder, "conversation"), "created_at").ToLookup(
            row => Text(row, "project_id"),
            StringComparer.Ordinal);
        var invites = InWindow(Live(Rows(folder, "workspace_invite")), "created_at").ToLookup(
            row => Text(row, "workspace_id"),
            StringComparer.Ordinal);
        var activities = InWindow(Rows(folder, "directus_activity"), "timestamp").ToLookup(
            row => Text(row, "user"),
            StringComparer.Ordinal);
        var founded = InWindow(Live(Rows(folder, "org")), "created_at").ToLookup(row => Text(row, "created_by"), StringComparer.Ordinal);

        var clients = new List<ExpectedClient>();
        foreach (var workspace in Live(Rows(folder, "workspace")).Where(row => Text(row, "usage_context") == "external"))
        {
            var (id, partner, email) = (Text(workspace, "id")!, Text(workspace, "org_id"), Text(workspace, "data_owner_email"));
            var joined = seatsOf[id]
                .GroupBy(row => Text(row, "user_id")!, StringComparer.Ordinal)
                .ToDictionary(seat => seat.Key, seat => seat.Min(row => Text(row, "created_at"))!, StringComparer.Ordinal);
            foreach (var owner in people.Where(row => string.Equals(Text(row, "email"), email, StringComparison.OrdinalIgnoreCase)))
            {
                joined[Text(owner, "id")!] = Earlier(joined.GetValueOrDefault(Text(owner, "id")!), Text(workspace, "created_at"));
            }

            foreach (var insider in joined.Keys.Where(person => members.Contains((partner, person))).ToList())
            {
                joined.Remove(insider);
            }

            var users = joined.Keys.Select(person => userOf[person]).ToHashSet(StringComparer.Ordinal);
            var own = projects[id].Where(project => users.Contains(Text(project, "directus_user_id"))).ToList();
            clients.Add(new(
                Guid.Parse(id),
                own.Sum(project => conversations[Text(project, "id")].Count()),
                projects[id].Sum(project => conversations[Text(project, "id")].Count()),
                invites[id]
                    .Where(invite => Text(invite, "invited_by") is { } by && joined.ContainsKey(by))
                    .Select(invite => Text(invite, "email")!.ToLowerInvariant())
                    .Distinct(StringComparer.Ordinal)
                    .Count(),
                users
                    .SelectMany(user => activities[user])
                    .Where(act => IsOwnersAct(act, id, workspaceOfSeat))
                    .Select(act => (Text(act, "user"), Text(act, "item"), Text(act, "timestamp")))
                    .Distinct()
                    .Count()
                    + InWindow(own, "created_at").Count(),
                joined.Sum(person =>
                    founded[person.Key].Count(organisation => Instant(Text(organisation, "created_at")!) > Instant(person.Value)))));
        }

        return clients;

        IEnumerable<JsonElement> InWindow(IEnumerable<JsonElement> rows, string field) =>
            rows.Where(row => Day(Text(row, field)!) <= asOf && Day(Text(row, field)!) > asOf.AddDays(-WindowDays));
    }

    private static IEnumerable<JsonElement> Live(IEnumerable<JsonElement> rows) => rows.Where(row => Text(row, "deleted_at") is null);

    private static bool IsOwnersAct(JsonElement act, string workspace, Dictionary<string, string?> workspaceOfSeat) =>
        Text(act, "collection") switch
        {
            "workspace" => Text(act, "action") == "update" && Text(act, "item") == workspace,
            "workspace_membership" => workspaceOfSeat.GetValueOrDefault(Text(act, "item")!) == workspace,
            _ => false,
        };

    private static string Earlier(string? one, string? other) =>
        one is null ? other! : other is null || Instant(one) < Instant(other) ? one : other;
}
