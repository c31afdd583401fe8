using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>Something that a person or an import did.</summary>
/// <param name="Deals">The deals it may touch; null if it may touch all.</param>
/// <param name="MovesLines">False if not a line may come or go.</param>
internal sealed record MoneyFactsStep(string Name, IReadOnlyList<Guid>? Deals, bool MovesLines);

/// <summary>
/// Imports, closings and a commercial owner's commands on a made-up export, in random order. Keeps what was agreed in plain decimals, for
/// the independent calculation.
/// </summary>
internal sealed class MoneyFactsCommands(TestDatabase database, MoneyFactsExport export, Random random)
{
    private static readonly Guid s_partner = Guid.Parse(ExportFiles.Organisation);
    private static readonly Month s_lastToClose = new(2026, 10);

    private readonly Dictionary<long, PlainAgreement> _agreed = export.Agreements();
    private readonly Dictionary<long, Money> _paidOut = [];
    private readonly Dictionary<string, string> _bound = new(StringComparer.Ordinal);
    private readonly List<(long Number, string Name, int Left, DateOnly Day)> _invoices = [];
    private int _count;

    public IReadOnlyDictionary<long, PlainAgreement> Agreed => _agreed;

    /// <summary>By the platform's number; nothing for a deal without a payout.</summary>
    public IReadOnlyDictionary<long, Money> PaidOut => _paidOut;

    /// <summary>The accounts that payments are bound to by hand, by the payments' ids.</summary>
    public IReadOnlyDictionary<string, string> Bound => _bound;

    public Month ClosedThrough { get; private set; } = new(2025, 12);

    private DateOnly FirstOpenDay => ClosedThrough.Next().FirstDay;

    /// <summary>Two of the platform's rows change, and an import follows.</summary>
    /// <param name="isWhole">All of the export, and not an earlier part of it.</param>
    public async Task<MoneyFactsStep?> ImportAsync(bool isWhole)
    {
        foreach (var number in Some(2))
        {
            export.Reprice(number, random.Next(3) == 0 ? "eur_cap_kickback" : "partner_kickback_percent", random.Next(0, 10_001));
        }

        using var files = isWhole ? export.Whole() : export.Earlier();
        await database.ImportAsync(files);
        return new("import", null, MovesLines: true);
    }

    public async Task<MoneyFactsStep?> CloseAsync()
    {
        var month = ClosedThrough.Next();
        for (var more = random.Next(0, 3); more > 0; more--)
        {
            month = month.Next();
        }

        if (month > s_lastToClose)
        {
            return null;
        }

        var statements = database.Get<Statements>();
        var seen = await statements.FindAsync(Make.CommercialOwner, s_partner, month, default);
        Done(await statements.CloseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), s_partner, month.ToString(), seen!.Statement.Closing),
            default));
        ClosedThrough = month;
        return new("close", null, MovesLines: false);
    }

    public async Task<MoneyFactsStep?> AmendAsync()
    {
        if (Running().Take(1).ToList() is not [var (number, agreement)])
        {
            return null;
        }

        var latest = agreement.Latest;
        var from = Between(Later(latest.From, FirstOpenDay), database.Today)!.Value;
        var percent = (((int)(latest.Percent * 100m) + random.Next(1, 10_001)) % 10_001) / 100m;
        decimal? cap = random.Next(4) switch
        {
            0 => null,
            1 => latest.Cap + (random.Next(0, 20_000) / 100m),
            2 => random.Next(0, 20_000) / 100m,
            _ => latest.Cap,
        };
        DateOnly? expiry = random.Next(2) == 0 ? null : from.AddDays(random.Next(0, 200));
        var deal = await DealAsync(number);
        var form = new DealForm(Text(percent), null, cap is { } most ? Text(most) : null, null, expiry, "PA-2026-60", null);
        Done(await database.Get<ReferralLedger>().AmendAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, deal.Version, deal.WorkspaceId, form, from, "Agreed anew"),
            default));
        agreement.Terms.Add(new(from, percent, cap, expiry));
        return new("amend", [deal.Id], MovesLines: true);
    }

    public async Task<MoneyFactsStep?> EndAsync()
    {
        foreach (var (number, agreement) in Running())
        {
            var (first, expiry) = (agreement.Terms[0].From, agreement.Latest.Expiry);
            if (Between(
                Later(first, FirstOpenDay.AddDays(-1)),
                expiry < database.Today ? expiry.Value : database.Today) is not { } lastDay)
            {
                continue;
            }

            var deal = await DealAsync(number);
            Done(await database.Get<ReferralLedger>().EndAsync(
                Make.CommercialOwner,
                new(Guid.CreateVersion7(), deal.Id, deal.Version, lastDay, "They part"),
                default));
            agreement.EndedOn = lastDay;
            return new("end", [deal.Id], MovesLines: true);
        }

        return null;
    }

    public async Task<MoneyFactsStep?> PayAsync()
    {
        var owed = await database.QueryAsync(db => db.DealSummaries.AsNoTracking().Where(deal => deal.Owed > Money.Zero).ToListAsync());
        foreach (var number in Some(_agreed.Count))
        {
            var deal = await DealAsync(number);
            if (owed.Find(standing => standing.DealId == deal.Id) is not { } summary
                || Between(Later(deal.StartsOn, FirstOpenDay), database.Today) is not { } day)
            {
                continue;
            }

            var amount = new Money(random.NextInt64(1, summary.Owed.Cents + 1));
            Done(await database.Get<Payouts>().RecordAsync(
                Make.CommercialOwner,
                new(Guid.CreateVersion7(), deal.Id, deal.Version, Text(amount.Cents / 100m), day, "SEPA", IsAdvance: false, null),
                default));
            _paidOut[number] = _paidOut.GetValueOrDefault(number) + amount;
            return new("pay", [deal.Id], MovesLines: false);
        }

        return null;
    }

    /// <summary>Takes back a payout that stands.</summary>
    public async Task<MoneyFactsStep?> ReverseAsync()
    {
        var standing = await database.QueryAsync(db => db.Payouts.AsNoTracking()
            .Where(payout => payout.ReversesId == null && !db.Payouts.Any(other => other.ReversesId == payout.Id))
            .Join(db.Deals, payout => payout.DealId, deal => deal.Id, (payout, deal) => new { payout.Id, payout.Amount, deal.PlatformId })
            .ToListAsync());
        if (standing.Count == 0)
        {
            return null;
        }

        var chosen = standing.OrderBy(payout => payout.PlatformId).ThenBy(payout => payout.Amount).ElementAt(random.Next(standing.Count));
        var (number, deal) = (chosen.PlatformId!.Value, await DealAsync(chosen.PlatformId.Value));
        Done(await database.Get<Payouts>().ReverseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, deal.Version, chosen.Id, "It came back"),
            default));
        _paidOut[number] -= chosen.Amount;
        return new("reverse", [deal.Id], MovesLines: false);
    }

    /// <summary>Voids a deal on which nothing was ever earned or paid.</summary>
    public async Task<MoneyFactsStep?> VoidAsync()
    {
        foreach (var (number, agreement) in Running())
        {
            var deal = await DealAsync(number);
            if (await database.QueryAsync(async db =>
                await db.LedgerLines.AnyAsync(line => line.DealId == deal.Id && line.Contribution != Money.Zero)
                || await db.Payouts.AnyAsync(payout => payout.DealId == deal.Id)))
            {
                continue;
            }

            Done(await database.Get<ReferralLedger>().VoidAsync(
                Make.CommercialOwner,
                new(Guid.CreateVersion7(), deal.Id, deal.Version, "It was never agreed"),
                default));
            agreement.IsVoid = true;
            return new("void", [deal.Id], MovesLines: true);
        }

        return null;
    }

    /// <summary>Says whose payment one by link is.</summary>
    public async Task<MoneyFactsStep?> BindAsync()
    {
        var payments = database.Get<ClientPayments>();
        var unmatched = (await payments.UnmatchedAsync(Make.Staff, default)).Newest;
        if (unmatched.Count == 0)
        {
            return null;
        }

        var (payment, number) = (unmatched[random.Next(unmatched.Count)].Id, Some(1).Single());
        Done(await payments.BindAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), payment, Guid.Parse(MoneyFactsExport.AccountOf(number)), "By the bank’s statement"),
            default));
        _bound[payment] = MoneyFactsExport.AccountOf(number);
        return new("bind", [(await DealAsync(number)).Id], MovesLines: true);
    }

    /// <summary>Corrects a slip: another account paid, or nobody knows which.</summary>
    public async Task<MoneyFactsStep?> CorrectAsync()
    {
        var payments = database.Get<ClientPayments>();
        var bound = (await payments.BoundByHandAsync(Make.Staff, default)).Newest;
        if (bound.Count == 0)
        {
            return null;
        }

        var chosen = bound[random.Next(bound.Count)];
        var was = _agreed.Keys.Single(number => Guid.Parse(MoneyFactsExport.AccountOf(number)) == chosen.AccountId);
        long? right = random.Next(3) == 0 ? null : Some(_agreed.Count).First(number => number != was);
        Done(await payments.CorrectAsync(
            Make.CommercialOwner,
            new(
                Guid.CreateVersion7(),
                chosen.Id,
                chosen.AccountId,
                right is { } number ? Guid.Parse(MoneyFactsExport.AccountOf(number)) : null,
                right is null,
                "A slip"),
            default));
        if (right is { } now)
        {
            _bound[chosen.Id] = MoneyFactsExport.AccountOf(now);
        }
        else
        {
            _bound.Remove(chosen.Id);
        }

        return new(
            "correct",
            [(await DealAsync(was)).Id, .. right is { } other ? (Guid[])[(await DealAsync(other)).Id] : []],
            MovesLines: true);
    }

    public Task<MoneyFactsStep?> InvoiceAsync()
    {
        var number = MoneyFactsExport.NumbersByInvoice[random.Next(MoneyFactsExport.NumbersByInvoice.Count)];
        var (net, day) = (random.Next(100, 90_000), new DateOnly(2026, 1, 1).AddDays(random.Next(0, 320)));
        var name = $"R-{++_count}";
        _invoices.Add((number, name, net, day));
        return RecordAsync("invoice", number, name, net, net * 21 / 100, day, creditOf: null);
    }

    /// <summary>Takes back a part, or all that is left, of an invoice that was recorded.</summary>
    public Task<MoneyFactsStep?> CreditAsync()
    {
        if (_invoices.Count == 0)
        {
            return Task.FromResult<MoneyFactsStep?>(null);
        }

        var at = random.Next(_invoices.Count);
        var (number, name, left, day) = _invoices[at];
        var credited = random.Next(3) == 0 ? left : random.Next(1, left + 1);
        _invoices.RemoveAt(at);
        if (credited < left)
        {
            _invoices.Add((number, name, left - credited, day));
        }

        return RecordAsync("credit", number, $"C-{++_count}", credited, 0, Between(day, database.Today)!.Value, name);
    }

    /// <summary>Takes the platform's percentage from a day on, or keeps ours. A cap that differs is always kept.</summary>
    public async Task<MoneyFactsStep?> DecideAsync()
    {
        var open = await database.QueryAsync(db => db.PlatformTerms.AsNoTracking()
            .Where(terms => terms.Differing != TermFields.None)
            .Join(db.Deals, terms => terms.DealId, deal => deal.Id, (terms, deal) => new { terms.Differing, deal.PlatformId })
            .ToListAsync());
        if (open.Count == 0)
        {
            return null;
        }

        var chosen = open.OrderBy(one => one.PlatformId).ElementAt(random.Next(open.Count));
        var deal = await DealAsync(chosen.PlatformId!.Value);
        var agreement = _agreed[chosen.PlatformId.Value];
        var (latest, ledger) = (agreement.Latest, database.Get<ReferralLedger>());
        var from = Between(
            Later(latest.From, FirstOpenDay),
            latest.Expiry < database.Today ? latest.Expiry.Value : database.Today);
        if (chosen.Differing != TermFields.Kickback
            || agreement is { EndedOn: not null } or { IsVoid: true }
            || from is null
            || random.Next(3) == 0)
        {
            Done(await ledger.KeepOurTermsAsync(
                Make.CommercialOwner,
                new(Guid.CreateVersion7(), deal.Id, deal.Version, "Ours is agreed"),
                default));
            return new("keep", [deal.Id], MovesLines: false);
        }

        Done(await ledger.TakePlatformTermsAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, deal.Version, from, "PA-2026-61", "Theirs is agreed"),
            default));
        agreement.Terms.Add(latest with { From = from.Value, Percent = export.PercentOf(chosen.PlatformId.Value) });
        return new("take", [deal.Id], MovesLines: true);
    }

    private async Task<MoneyFactsStep?> RecordAsync(
        string step,
        long number,
        string name,
        int net,
        int vat,
        DateOnly day,
        string? creditOf)
    {
        var deal = await DealAsync(number);
        Done(await database.Get<ClientPayments>().RecordInvoiceAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, deal.Version, name, Text(net / 100m), Text(vat / 100m), day, creditOf),
            default));
        export.Record(number, name, net, vat, day, creditOf);
        return new(step, [deal.Id], MovesLines: true);
    }

    private static void Done<T>(Outcome<T> outcome)
        where T : notnull =>
        outcome.IsDone.Should().BeTrue(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));

    private Task<Deal> DealAsync(long number) =>
        database.QueryAsync(db => db.Deals.AsNoTracking().SingleAsync(deal => deal.PlatformId == number));

    private IEnumerable<(long Number, PlainAgreement Agreement)> Running() =>
        Some(_agreed.Count).Select(number => (number, _agreed[number]))
            .Where(deal => deal.Item2 is { EndedOn: null, IsVoid: false });

    private IEnumerable<long> Some(int count)
    {
        var numbers = _agreed.Keys.Order().ToArray();
        random.Shuffle(numbers);
        return numbers.Take(count);
    }

    private DateOnly? Between(DateOnly first, DateOnly last) =>
        first > last ? null : first.AddDays(random.Next(0, last.DayNumber - first.DayNumber + 1));

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
