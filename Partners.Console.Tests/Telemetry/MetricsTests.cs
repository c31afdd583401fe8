using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using FluentAssertions;
using Partners.Console.Shell;
using Partners.Console.Tests.House;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Telemetry;

namespace Partners.Console.Tests.Telemetry;

public sealed partial class MetricsTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public void Every_instrument_is_documented_and_everything_documented_exists()
    {
        var documented = TableRow().Matches(Repository.Read("docs/metrics.md"))
            .Select(row => $"{row.Groups["meter"].Value} {row.Groups["name"].Value} {row.Groups["kind"].Value} {row.Groups["unit"].Value}");

        documented
            .Should().BeEquivalentTo(
                Instruments().Select(instrument => $"{instrument.Meter.Name} {instrument.Name} {KindOf(instrument)} {instrument.Unit}"))
            .And.HaveCountGreaterThan(10);
    }

    [Fact]
    public void Every_instrument_says_what_it_means() =>
        Instruments().Should().OnlyContain(instrument => !string.IsNullOrWhiteSpace(instrument.Description));

    [Fact]
    public async Task A_command_is_timed_with_what_became_of_it()
    {
        using var heard = new Heard(CoreTelemetry.Name);
        var organisation = await PartnerlessAsync();

        await MakePartnerAsync(organisation, Guid.CreateVersion7(), Make.Agreement());

        heard.Of("partners.command.duration").Should().Contain(tags =>
            tags["partners.command"] == "MakePartner" && tags["partners.outcome"] == "done");
        heard.Of("partners.write_gate.wait").Should().NotBeEmpty();
        heard
            .Of("partners.query.duration")
            .Should().Contain(tags => tags["db.operation.name"] == "SELECT")
            .And.Contain(tags => tags["db.operation.name"] == "INSERT");
        heard.Of("partners.feed.changes").Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_counted_by_its_kind()
    {
        using var heard = new Heard(CoreTelemetry.Name);
        var organisation = await PartnerlessAsync();

        await MakePartnerAsync(organisation, Guid.CreateVersion7(), Make.Agreement() with { Reference = null });

        heard.Of("partners.command.duration").Should().Contain(tags =>
            tags["partners.command"] == "MakePartner" && tags["partners.outcome"] == "refused");
        heard.Of("partners.command.refusals").Should().Contain(tags =>
            tags["partners.command"] == "MakePartner" && tags["partners.refusal"]!.Length > 0);
    }

    [Fact]
    public async Task A_command_that_is_sent_again_counts_as_repeated()
    {
        using var heard = new Heard(CoreTelemetry.Name);
        var (organisation, request) = (await PartnerlessAsync(), Guid.CreateVersion7());
        await MakePartnerAsync(organisation, request, Make.Agreement());

        await MakePartnerAsync(organisation, request, Make.Agreement());

        heard.Of("partners.command.duration").Should().Contain(tags => tags["partners.outcome"] == "repeated");
    }

    [Fact]
    public async Task No_tag_says_who_or_whom()
    {
        using var heard = new Heard(CoreTelemetry.Name);
        var organisation = await PartnerlessAsync();

        await MakePartnerAsync(organisation, Guid.CreateVersion7(), Make.Agreement());

        var values = heard.All.SelectMany(tags => tags.Values).ToList();
        values.Should().NotBeEmpty();
        values
            .Where(value =>
                value!.Contains(organisation.Name, StringComparison.OrdinalIgnoreCase)
                || value.Contains(Make.Staff.Name, StringComparison.OrdinalIgnoreCase)
                || Guid.TryParse(value, out var _))
            .Should().BeEmpty();
    }

    [Fact]
    public async Task A_command_is_an_activity_with_its_queries_where_somebody_listens()
    {
        var ended = new List<System.Diagnostics.Activity>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == CoreTelemetry.Name,
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (ended)
                {
                    ended.Add(activity);
                }
            },
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        var organisation = await PartnerlessAsync();

        await MakePartnerAsync(organisation, Guid.CreateVersion7(), Make.Agreement());

        lock (ended)
        {
            ended.Should().Contain(activity =>
                activity.OperationName == "MakePartner"
                && (string?)activity.GetTagItem("partners.outcome") == "done"
                && activity.Events.Any(happened => happened.Name == "query"));
        }
    }

    private static IEnumerable<Instrument> Instruments() => new[] { typeof(CoreTelemetry), typeof(ConsoleTelemetry) }
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
        .Select(field => field.GetValue(null))
        .OfType<Instrument>();

    private static string KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "Histogram`1" => "histogram",
        "Counter`1" => "counter",
        "UpDownCounter`1" => "up-down counter",
        var other => other,
    };

    private async Task<Organisation> PartnerlessAsync()
    {
        var organisation = Make.Organisation("Studio Noord");
        await _database.AddAsync(organisation);
        return organisation;
    }

    private async Task MakePartnerAsync(Organisation organisation, Guid request, AgreementForm agreement) =>
        await _database.Get<PartnerToggle>().MakePartnerAsync(
            Make.Staff,
            Make.MakePartner(organisation, agreement, requestId: request),
            CancellationToken.None);

    [GeneratedRegex(
        @"^\| (?<meter>Partners\.\w+) \| `(?<name>[^`]+)` \| (?<kind>[^|]+) \| (?<unit>[^|]+) \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TableRow();

    /// <summary>The values that a meter's instruments recorded, with tags; includes those of tests running in parallel.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<(string Name, Dictionary<string, string?> Tags)> _heard = [];

        public Heard(string meter)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == meter)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
            _listener.Start();
        }

        public IReadOnlyList<Dictionary<string, string?>> All => Locked(_ => true);

        public IReadOnlyList<Dictionary<string, string?>> Of(string name) => Locked(heard => heard == name);

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var copied = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var tag in tags)
            {
                copied[tag.Key] = tag.Value?.ToString();
            }

            lock (_heard)
            {
                _heard.Add((instrument.Name, copied));
            }
        }

        private IReadOnlyList<Dictionary<string, string?>> Locked(Func<string, bool> which)
        {
            lock (_heard)
            {
                return [.. _heard.Where(heard => which(heard.Name)).Select(heard => heard.Tags)];
            }
        }
    }
}
