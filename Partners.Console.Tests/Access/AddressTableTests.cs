using FluentAssertions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Mail;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Access;

/// <summary>Every address that the running console answers, and what each person gets there.</summary>
public sealed class AddressTableTests(DemonstrationConsole console) : IClassFixture<DemonstrationConsole>
{
    private static readonly string[] s_people = ["nobody", "no-access", "staff", "commercial-owner", "handoff-operator"];

    /// <summary>A page or a download, for people who may read.</summary>
    private static readonly Gets s_inside = new("302 /signin", "302 /no-access", "200");

    /// <summary>A post to the same address without one of our tokens.</summary>
    private static readonly Gets s_postInside = new("401", "403", "400");

    private static readonly Gets s_anybody = new("200", "200", "200");
    private static readonly Gets s_anybodysPost = new("400", "400", "400");

    /// <summary>A form posted without one of our tokens, which is answered with the sign-in page.</summary>
    private static readonly Gets s_ownForm = new("302 /signin?stale=true", "302 /signin?stale=true", "302 /signin?stale=true");

    private static readonly string[] s_postedByBlazor = ["ANY /_blazor/negotiate", "ANY /_blazor/disconnect/"];

    /// <summary>By method and pattern: an example address, and its answers.</summary>
    private static readonly Dictionary<string, (string Address, Gets Gets)> s_table = Table();

    public static TheoryData<string> Addresses => [.. s_table.Keys];

    /// <summary>The addresses answered with made-up people, by method and pattern.</summary>
    internal static IReadOnlyCollection<string> Known => s_table.Keys;

    [Fact]
    public void Names_every_address_that_is_answered_and_no_other()
    {
        var answered = AnsweredBy(console.Get<EndpointDataSource>());

        answered.Except(s_table.Keys, StringComparer.Ordinal).Should().BeEmpty("every address has its line in the table");
        s_table.Keys.Except(answered, StringComparer.Ordinal).Should().BeEmpty("each line of the table is about an address that is there");
    }

    [Fact]
    public void Gives_files_of_the_page_to_anybody_and_takes_nothing_there()
    {
        var files = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null).ToList();

        files.Should().HaveCountGreaterThan(10).And.AllSatisfy(file =>
        {
            file.Metadata.GetMetadata<IAllowAnonymous>().Should().NotBeNull();
            file.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Should().BeSubsetOf(["GET", "HEAD"]);
        });
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Answers_each_person_as_the_table_says(string key)
    {
        var (pattern, expected) = s_table[key];
        var address = await FilledAsync(pattern);
        // An address that takes any method is requested as a browser would.
        var method = key[..key.IndexOf(' ')] is not "ANY" and var named ? new HttpMethod(named)
            : s_postedByBlazor.Contains(key) ? HttpMethod.Post
            : HttpMethod.Get;
        foreach (var (person, gets) in s_people.Zip<string, string>([
            expected.Nobody,
            expected.WithoutAccess,
            expected.Inside,
            expected.Inside,
            expected.Inside,
        ]))
        {
            using var visitor = person == "nobody" ? console.Visitor() : await console.SignedInOverHttpAsync(person);
            using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative))
            {
                Content = method == HttpMethod.Post ? new FormUrlEncodedContent([KeyValuePair.Create("name", "value")]) : null,
            };
            using var answer = await visitor.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

            Said(answer).Should().StartWith(gets, "{0} asked {1} {2}", person, method, address);
        }
    }

    [Fact]
    public async Task Every_page_inside_says_what_it_is_for()
    {
        using var noor = await console.SignedInOverHttpAsync("staff");
        foreach (var (page, address) in Pages())
        {
            var html = await noor.GetStringAsync(
                new Uri(await FilledAsync(address), UriKind.Relative),
                TestContext.Current.CancellationToken);

            html.Should().Contain("aria-label=\"Help: ", "{0} has a help of its own in its PageHeader", page);
        }
    }

    private static string Said(HttpResponseMessage answer) => answer.Headers.Location is { } elsewhere
        ? $"{(int)answer.StatusCode} {(elsewhere.IsAbsoluteUri ? elsewhere.PathAndQuery : elsewhere.OriginalString)}"
        : $"{(int)answer.StatusCode}";

    private static Dictionary<string, (string, Gets)> Table()
    {
        var table = new Dictionary<string, (string, Gets)>(StringComparer.Ordinal)
        {
            ["ANY /healthz"] = ("/healthz", s_anybody),
            ["ANY /_blazor"] = ("/_blazor", new("401", "403", "400")),
            ["ANY /_blazor/negotiate"] = ("/_blazor/negotiate?negotiateVersion=1", new("401", "403", "200")),
            ["ANY /_blazor/disconnect/"] = ("/_blazor/disconnect/", new("401", "403", "400")),
            ["ANY /_blazor/initializers/"] = ("/_blazor/initializers/", new("401", "403", "200")),
            ["GET /_framework/opaque-redirect"] = ("/_framework/opaque-redirect", s_inside with { Inside = "404" }),
            ["POST /signin/persona"] = ("/signin/persona", s_ownForm),
            ["POST /signout"] = ("/signout", s_ownForm),
            ["GET /session"] = ("/session", s_inside with { Inside = "204" }),
            // A link that there is not. One that there is, is tried in ConsentPageTests.
            ["GET /consent/{token}"] = ("/consent/none", new("404", "404", "404")),
            ["POST /consent/{token}"] = ("/consent/none", new("404", "404", "404")),
            ["GET /theme.css"] = ("/theme.css", s_anybody),
            ["GET /audit/export.csv"] = ("/audit/export.csv", s_inside),
            ["GET /audit/{sequence:long}/raw"] = ("/audit/1/raw", s_inside),
            // Off: no secret is configured here. On, it is tried in PullNudgeTests.
            ["POST /platform/nudge"] = ("/platform/nudge", new("404", "404", "404")),
            ["GET /platform/changes.jsonl"] = ("/platform/changes.jsonl", s_inside),
            ["GET /billing/accounts.csv"] = ("/billing/accounts.csv", s_inside),
            ["GET /documents/{documentId:guid}/file.pdf"] = (
                "/documents/01930000-0000-7000-8000-000000000000/file.pdf",
                s_inside with { Inside = "404" }),
            ["GET /mail/{mailId:guid}/attachment"] = (
                "/mail/01930000-0000-7000-8000-000000000000/attachment",
                s_inside with { Inside = "404" }),
            ["GET /mail/{mailId:guid}/caught"] = (
                "/mail/01930000-0000-7000-8000-000000000000/caught",
                s_inside with { Inside = "404" }),
            ["GET /external-led/clients.csv"] = ("/external-led/clients.csv", s_inside),
            ["GET /ledger/deals.csv"] = ("/ledger/deals.csv", s_inside),
            ["GET /ledger/statements/{partnerId:guid}/{month}/statement.csv"] = (
                "/ledger/statements/{partner}/2026-10/statement.csv",
                s_inside),
            ["GET /ledger/statements/{partnerId:guid}/{month}/statement.pdf"] = (
                "/ledger/statements/{partner}/2026-10/statement.pdf",
                s_inside),
            ["GET /workspaces/{workspaceId:guid}/logo/{logoId:guid}"] = (
                "/workspaces/{workspace}/logo/01930000-0000-7000-8000-000000000000",
                s_inside with { Inside = "404" }),
        };
        foreach (var (page, address) in Pages())
        {
            table.Add($"GET {page}", (address, s_inside));
            table.Add($"POST {page}", (address, s_postInside));
        }

        foreach (var (page, gets) in new[]
        {
            ("/signin", s_anybody with { WithoutAccess = "302 /", Inside = "302 /" }),
            ("/no-access", new Gets("302 /", "403", "302 /")),
            ("/error", s_anybody),
        })
        {
            table.Add($"GET {page}", (page, gets));
            table.Add($"POST {page}", (page, s_anybodysPost));
        }

        table["GET /{**address}"] = ("/nowhere", s_inside with { Inside = "404" });
        table["POST /{**address}"] = ("/nowhere", s_postInside);
        return table;
    }

    private static IEnumerable<(string Page, string Address)> Pages() =>
    [
        ("/", "/"),
        ("/organisations", "/organisations"),
        ("/organisations/{Id}", "/organisations/{partner}"),
        ("/workspaces/{Id}", "/workspaces/{workspace}"),
        ("/ledger", "/ledger"),
        ("/ledger/{Id}", "/ledger/{deal}"),
        ("/ledger/statements", "/ledger/statements"),
        ("/ledger/statements/{PartnerId}/{MonthText}", "/ledger/statements/{partner}/2026-10"),
        ("/anomalies", "/anomalies"),
        ("/billing", "/billing"),
        ("/external-led", "/external-led"),
        ("/external-led/{Id}/{Records}", "/external-led/{workspace}/drives-usage"),
        ("/handoffs", "/handoffs"),
        ("/handoffs/new", "/handoffs/new?workspace={workspace}"),
        ("/handoffs/{Id}", "/handoffs/{handoff}"),
        ("/handoffs/{Id}/record", "{record}"),
        ("/mail", "/mail"),
        ("/mail/{Id}", "/mail/{mail}"),
        ("/moves", "/moves"),
        ("/moves/new", "/moves/new"),
        ("/moves/{Id}", "/moves/{move}"),
        ("/moves/{Id}/back", "/moves/{move}/back"),
        ("/audit", "/audit"),
        ("/platform", "/platform"),
    ];

    private IEnumerable<RouteEndpoint> Endpoints() => console.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>By method and pattern, without static files.</summary>
    internal static IReadOnlyList<string> AnsweredBy(EndpointDataSource source) =>
        [.. source.Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(KeysOf)
            .Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> KeysOf(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
            .Select(method => $"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}");

    private async Task<string> FilledAsync(string pattern) => pattern
        .Replace("{partner}", (await console.IdOfAsync("Bureau Samenspel")).ToString(), StringComparison.Ordinal)
        .Replace("{workspace}", (await console.WorkspaceOfAsync("Gemeente Vlierdam")).ToString(), StringComparison.Ordinal)
        .Replace("{deal}", (await console.DealOfAsync("Gemeente Vlierdam")).ToString(), StringComparison.Ordinal)
        .Replace(
            "{handoff}",
            (await console.QueryAsync(db =>
                db.Handoffs.Where(handoff => handoff.Status == HandoffStatus.Draft).Select(handoff => handoff.Id).FirstAsync()))
                .ToString(),
            StringComparison.Ordinal)
        .Replace("{record}", await HandoffScreen.RecordAsync(console), StringComparison.Ordinal)
        .Replace("{mail}", (await console.MailAsync()).ToString(), StringComparison.Ordinal)
        .Replace(
            "{move}",
            (await console.QueryAsync(db => db.Moves.Select(move => move.Id).FirstAsync())).ToString(),
            StringComparison.Ordinal);

    /// <param name="Inside">The same for every role: commands decide what a role may change, see <see cref="PermissionTests"/>.</param>
    private sealed record Gets(string Nobody, string WithoutAccess, string Inside);
}
