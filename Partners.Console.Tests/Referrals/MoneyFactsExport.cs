using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Partners.Console.Tests.Support;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// A made-up export with everything that happens to money: refunds and chargebacks in parts, inside payments and in lists, reversed,
/// pending, said by the payment alone; payments by link, tests, other currencies; metadata as object, text and null; invoices.
/// </summary>
internal sealed class MoneyFactsExport
{
    private const int Clients = 14;
    private const int Links = 8;
    private static readonly DateOnly s_start = new(2026, 1, 1);

    private readonly Random _random;
    private readonly List<JsonObject> _payments = [];
    private readonly List<JsonObject> _refunds = [];
    private readonly List<JsonObject> _chargebacks = [];
    private readonly List<JsonObject> _invoices = [];
    private readonly List<string> _workspaces = [];
    private readonly List<string> _accounts = [];
    private readonly List<JsonObject> _deals = [];
    private readonly List<JsonObject> _deliveredDeals = [];
    private readonly List<JsonObject> _recorded = [];

    public MoneyFactsExport(int seed)
    {
        _random = new(seed);
        for (var client = 0; client < Clients; client++)
        {
            Add(client);
        }

        for (var number = 0; number < Links; number++)
        {
            AddLink(number);
        }
    }

    /// <summary>All of it, as it is in the end.</summary>
    public ExportFiles Whole() => Files(_payments, _refunds, _chargebacks, _invoices, _deals);

    /// <summary>All of it, with the deals as they first were, and with the invoices that were recorded by hand.</summary>
    public ExportFiles AsFirstAgreed() =>
        Files(_payments, _refunds, _chargebacks, [.. _invoices, .. _recorded], _deliveredDeals);

    /// <summary>The deals' first terms, by the platform's number.</summary>
    public Dictionary<long, PlainAgreement> Agreements() => _deliveredDeals.ToDictionary(
        deal => (long)deal["id"]!,
        deal => IndependentLedger.AgreementIn(JsonSerializer.SerializeToElement(deal)));

    /// <summary>The account of a deal's client, by the platform's number.</summary>
    public static string AccountOf(long number) => Id(4, (int)number - NumberOf(0));

    /// <summary>The deals of clients who pay by invoice, by the platform's number.</summary>
    public static IReadOnlyList<long> NumbersByInvoice { get; } =
        [.. Enumerable.Range(0, Clients).Where(PaysByInvoice).Select(client => (long)NumberOf(client))];

    /// <summary>The platform changes its row of a deal. Percentages are in basis points, a cap is in cents.</summary>
    public void Reprice(long number, string field, int hundredths) =>
        _deals.Single(deal => (long)deal["id"]! == number)[field] = hundredths / 100m;

    /// <summary>What the platform says of a deal by now.</summary>
    public decimal PercentOf(long number) =>
        (decimal)_deals.Single(deal => (long)deal["id"]! == number)["partner_kickback_percent"]!;

    /// <summary>Keeps an invoice that was recorded by hand, which no export has.</summary>
    public void Record(long number, string name, int net, int vat, DateOnly day, string? creditOf) =>
        _recorded.Add(Invoice(AccountOf(number), name, net, vat, day, creditOf));

    /// <summary>A part of it, as it was at some time before: fewer rows, in another order, some in an earlier state.</summary>
    public ExportFiles Earlier()
    {
        var payments = Some(_payments).ConvertAll(payment => Was(payment, "status", "paid", "open", alsoWithout: "paidAt"));
        foreach (var payment in payments.Where(_ => _random.Next(2) == 0))
        {
            payment.Remove("_embedded");
        }

        return Files(
            payments,
            Some(_refunds).ConvertAll(refund => Was(refund, "status", "refunded", "queued")),
            Some(_chargebacks).ConvertAll(chargeback => _random.Next(2) == 0 ? chargeback : Without(chargeback, "reversedAt")),
            [.. _invoices.Where(invoice => invoice["credit_of"] is null && _random.Next(2) == 0)],
            _deals);
    }

    private static JsonObject Without(JsonObject row, string field)
    {
        row.Remove(field);
        return row;
    }

    private JsonObject Was(JsonObject row, string field, string now, string before, string? alsoWithout = null)
    {
        if ((string?)row[field] == now && _random.Next(4) == 0)
        {
            row[field] = before;
            row.Remove(alsoWithout ?? string.Empty);
        }

        return row;
    }

    private List<JsonObject> Some(List<JsonObject> rows)
    {
        var shuffled = rows.Where(_ => _random.Next(4) > 0).Select(row => row.DeepClone().AsObject()).ToArray();
        _random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static bool PaysByInvoice(int client) => client % 4 == 3;

    /// <summary>Nothing is known of what they pay, so that their deals can be voided.</summary>
    private static bool PaysNothing(int client) => client >= Clients - 2;

    private static int NumberOf(int client) => client + 10;

    private ExportFiles Files(
        List<JsonObject> payments,
        List<JsonObject> refunds,
        List<JsonObject> chargebacks,
        List<JsonObject> invoices,
        List<JsonObject> deals)
    {
        var files = new ExportFiles()
            .Replace("mollie_payments", Texts(payments))
            .Replace("mollie_refunds", Texts(refunds))
            .Replace("mollie_chargebacks", Texts(chargebacks))
            .Replace("paid_invoices", Texts(invoices))
            .Replace("referral_ledger", Texts(deals));
        files.Add("workspace", [.. _workspaces]);
        return files.Add("billing_account", [.. _accounts]);
    }

    private static string[] Texts(List<JsonObject> rows) => [.. rows.Select(row => row.ToJsonString())];

    private void Add(int client)
    {
        var (workspace, account) = (Id(3, client), Id(4, client));
        var paysByInvoice = PaysByInvoice(client);
        _workspaces.Add(ExportFiles.Like("workspace", $"\"{workspace}\"", "billing_account_id", $"\"{account}\""));
        var billing = ExportFiles.Good("billing_account");
        (billing["id"], billing["workspace_id"], billing["mollie_customer_id"], billing["payment_mode"]) =
            (account, workspace, paysByInvoice ? null : $"cst_{client}", paysByInvoice ? "offline" : "mollie");
        _accounts.Add(billing.ToJsonString());
        var deal = new JsonObject
        {
            ["id"] = (long)NumberOf(client),
            ["partner_team_id"] = ExportFiles.Organisation,
            ["workspace_id"] = workspace,
            ["partner_kickback_percent"] = _random.Next(0, 10_001) / 100m,
            ["eur_cap_kickback"] = _random.Next(3) == 0 ? null : _random.Next(0, 60_000) / 100m,
            ["starts_at"] = Written(s_start.AddDays(_random.Next(0, 40))),
            ["expires_at"] = _random.Next(3) == 0 ? null : Written(s_start.AddDays(_random.Next(60, 300))),
        };
        _deals.Add(deal);
        _deliveredDeals.Add(deal.DeepClone().AsObject());
        for (var number = 0; number < _random.Next(3, 9) && !PaysNothing(client); number++)
        {
            if (paysByInvoice)
            {
                AddInvoice(client, account, number);
            }
            else
            {
                AddPayment(client, account, number);
            }
        }
    }

    private void AddInvoice(int client, string account, int number)
    {
        var (cents, day) = (_random.Next(1, 90_000), s_start.AddDays(_random.Next(0, 300)));
        var name = $"2026-{client}-{number}";
        _invoices.Add(Invoice(account, name, cents, cents * 21 / 100, day, creditOf: null));
        for (var (left, note) = (cents, 0); left > 1 && note < _random.Next(0, 3); note++)
        {
            var credited = _random.Next(1, left);
            left -= credited;
            _invoices.Add(Invoice(account, $"C-{name}-{note}", credited, 0, day.AddDays(_random.Next(0, 20)), name));
        }
    }

    private static JsonObject Invoice(string account, string number, int net, int vat, DateOnly day, string? creditOf) => new()
    {
        ["number"] = number,
        ["billing_account_id"] = account,
        ["net"] = Text(creditOf is null ? net : -net),
        ["vat"] = Text(vat),
        ["currency"] = "EUR",
        ["paid_on"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["credit_of"] = creditOf,
    };

    private void AddPayment(int client, string account, int number)
    {
        var cents = _random.Next(10, 90_000);
        var at = s_start.AddDays(_random.Next(0, 280)).ToDateTime(new TimeOnly(_random.Next(20, 24), _random.Next(60)));
        var id = $"tr_{client}_{number}";
        var payment = new JsonObject
        {
            ["id"] = id,
            ["mode"] = _random.Next(12) == 0 ? "test" : "live",
            ["status"] = _random.Next(8) == 0 ? "failed" : "paid",
            ["amount"] = Amount(cents, _random.Next(20) == 0 ? "USD" : "EUR"),
            ["createdAt"] = Written(at),
            ["paidAt"] = Written(at),
            ["customerId"] = $"cst_{client}",
        };
        _payments.Add(payment);
        var metadata = new JsonObject();
        if (_random.Next(2) == 0)
        {
            metadata["vat_amount"] = Text(cents * 21 / 121);
        }

        if (_random.Next(3) == 0)
        {
            // By link: only the metadata says whose it is.
            metadata["billing_account_id"] = account;
            payment.Remove("customerId");
        }

        payment["metadata"] = metadata.Count == 0 ? null : _random.Next(2) == 0 ? metadata : metadata.ToJsonString();
        var (refunded, chargedBack) = (AddRefunds(payment, id, cents, at), AddChargebacks(payment, id, cents, at));
        if (_random.Next(3) == 0)
        {
            payment["amountRefunded"] = Amount(Math.Min(cents, refunded + _random.Next(0, 2) * _random.Next(0, cents)));
            payment["amountChargedBack"] = Amount(Math.Min(cents, chargedBack + _random.Next(0, 2) * _random.Next(0, cents)));
        }
    }

    /// <summary>A payment by link of which nothing says whose it is.</summary>
    private void AddLink(int number)
    {
        var cents = _random.Next(10, 90_000);
        var at = s_start.AddDays(_random.Next(0, 280)).ToDateTime(new TimeOnly(12, 0));
        var id = $"tr_link_{number}";
        var payment = new JsonObject
        {
            ["id"] = id,
            ["status"] = "paid",
            ["amount"] = Amount(cents),
            ["createdAt"] = Written(at),
            ["paidAt"] = Written(at),
            ["metadata"] = new JsonObject { ["vat_amount"] = Text(cents * 21 / 121) },
        };
        _payments.Add(payment);
        AddRefunds(payment, id, cents, at);
        AddChargebacks(payment, id, cents, at);
    }

    private int AddRefunds(JsonObject payment, string id, int cents, DateTime at)
    {
        var (left, inside) = (cents, new JsonArray());
        for (var part = 0; part < _random.Next(0, 5) && left > 0; part++)
        {
            var amount = part == 3 ? left : _random.Next(1, left + 1);
            left -= amount;
            var refund = new JsonObject
            {
                ["id"] = $"re_{id}_{part}",
                ["paymentId"] = id,
                ["amount"] = Amount(amount),
                ["status"] = _random.Next(6) switch { 0 => "pending", 1 => "failed", _ => "refunded" },
                ["createdAt"] = Written(at.AddDays(_random.Next(0, 30))),
            };
            if (_random.Next(3) == 0)
            {
                inside.Add(refund.DeepClone());
            }
            else
            {
                _refunds.Add(refund);
            }
        }

        Embed(payment, "refunds", inside);
        return cents - left;
    }

    private int AddChargebacks(JsonObject payment, string id, int cents, DateTime at)
    {
        if (_random.Next(4) > 0)
        {
            return 0;
        }

        var amount = _random.Next(1, cents + 1);
        var chargeback = new JsonObject
        {
            ["id"] = $"chb_{id}",
            ["paymentId"] = id,
            ["amount"] = Amount(amount),
            ["createdAt"] = Written(at.AddDays(_random.Next(1, 25))),
            ["reversedAt"] = _random.Next(3) == 0 ? Written(at.AddDays(_random.Next(25, 40))) : null,
        };
        if (_random.Next(2) == 0)
        {
            Embed(payment, "chargebacks", [chargeback.DeepClone()]);
        }
        else
        {
            _chargebacks.Add(chargeback);
        }

        return amount;
    }

    private static void Embed(JsonObject payment, string list, JsonArray rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        payment["_embedded"] ??= new JsonObject();
        payment["_embedded"]![list] = rows;
    }

    private static JsonObject Amount(int cents, string currency = "EUR") => new() { ["value"] = Text(cents), ["currency"] = currency };

    private static string Text(int cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Written(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss+00:00", CultureInfo.InvariantCulture);

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00.000Z";

    private static string Id(int kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}9000000-0000-4000-8000-{number:D12}");
}
