using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Partners.Console.Tests.Support;
using Partners.Core.Platform.Mollie;

namespace Partners.Console.Tests.Platform.Mollie;

/// <summary>Answers like Mollie's API, over real HTTP on this machine: newest first, a page at a time, with a link to the next.</summary>
public sealed class FakeMollie : IAsyncDisposable
{
    public const string Key = "live_a-key-that-nobody-may-see";

    private readonly ConcurrentQueue<(string Path, Func<HttpContext, Task> Answer)> _answers = new();
    private readonly Dictionary<string, List<JsonObject>> _lists = new(StringComparer.Ordinal)
    {
        ["payments"] = [],
        ["refunds"] = [],
        ["chargebacks"] = [],
    };

    private LoopbackServer _server = null!;

    private FakeMollie()
    {
    }

    /// <summary>What was asked, in order: "/v2/payments?limit=250".</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public string Accepted { get; set; } = Key;

    /// <summary>Where the next pages are said to be; this server itself, unless a test sets another.</summary>
    public string? Elsewhere { get; set; }

    public Uri Address => _server.Address;

    public MollieSettings Settings => new() { Address = Address, Key = Key };

    public static async Task<FakeMollie> StartAsync()
    {
        var mollie = new FakeMollie();
        mollie._server = await LoopbackServer.StartAsync(server => server.Run(mollie.AnswerAsync));
        return mollie;
    }

    /// <summary>The newest of its list.</summary>
    public JsonObject Add(string list, string row)
    {
        var added = JsonNode.Parse(row)!.AsObject();
        _lists[list].Insert(0, added);
        return added;
    }

    public JsonObject AddPayment(string id, string created, string status = "paid", string amount = "121.00", string vat = "21.00") => Add(
        "payments",
        $$$"""
        {"resource":"payment","id":"{{{id}}}","mode":"live","status":"{{{status}}}","createdAt":"{{{created}}}"
        {{{(status == "paid" ? $",\"paidAt\":\"{created}\"" : "")}}},"amount":{"value":"{{{amount}}}","currency":"EUR"},
        "customerId":"cst_1","metadata":{"vat_amount":"{{{vat}}}"},"sequenceType":"recurring"}
        """);

    public JsonObject AddRefund(string id, string payment, string created, string amount, string status = "refunded") => Add(
        "refunds",
        $$$"""
        {"resource":"refund","id":"{{{id}}}","paymentId":"{{{payment}}}","status":"{{{status}}}","createdAt":"{{{created}}}",
        "amount":{"value":"{{{amount}}}","currency":"EUR"}}
        """);

    public JsonObject AddChargeback(string id, string payment, string created, string amount) => Add(
        "chargebacks",
        $$$"""
        {"resource":"chargeback","id":"{{{id}}}","paymentId":"{{{payment}}}","createdAt":"{{{created}}}","reversedAt":null,
        "amount":{"value":"{{{amount}}}","currency":"EUR"}}
        """);

    /// <summary>The next request of a list gets this answer.</summary>
    public FakeMollie Then(string list, int status, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(($"/v2/{list}", context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            return context.Response.WriteAsync($$"""{"status":{{status}},"title":"said","detail":"said"}""");
        }
        ));
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Path}{context.Request.QueryString}");
        if (_answers.TryPeek(out var next) && next.Path == context.Request.Path.Value && _answers.TryDequeue(out next))
        {
            await next.Answer(context);
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {Accepted}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync("""{"status":401,"title":"Unauthorized Request","detail":"Missing authentication"}""");
            return;
        }

        var name = context.Request.Path.Value!["/v2/".Length..];
        var limit = int.Parse(context.Request.Query["limit"]!, CultureInfo.InvariantCulture);
        var from = context.Request.Query["from"].ToString();
        var rows = _lists[name].SkipWhile(row => from.Length > 0 && (string?)row["id"] != from).Take(limit + 1).ToList();
        var answer = new JsonObject
        {
            ["_embedded"] = new JsonObject { [name] = new JsonArray([.. rows.Take(limit).Select(row => row.DeepClone())]) },
            ["count"] = Math.Min(rows.Count, limit),
            ["_links"] = new JsonObject
            {
                ["next"] = rows.Count > limit
                    ? new JsonObject { ["href"] = $"{Elsewhere ?? Address.ToString()}v2/{name}?from={rows[^1]["id"]}&limit={limit}" }
                    : null,
            },
        };
        context.Response.ContentType = "application/hal+json";
        await context.Response.WriteAsync(answer.ToJsonString());
    }
}
