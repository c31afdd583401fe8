using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>
/// The server is stopped at once and started again while people work. They need PARTNERS_TEST_DATABASE, and PostgreSQL's programs.
/// </summary>
public sealed class ServerCrashTests : IAsyncLifetime
{
    private OwnServer _server = null!;
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestStore.IsServer, "There is no PostgreSQL here: PARTNERS_TEST_DATABASE names none (docs/postgresql.md).");
        Assert.SkipWhen(OwnServer.Programs is null, "PostgreSQL's programs are not in /usr/lib/postgresql. Install Debian's postgresql.");
        _server = await OwnServer.StartAsync();
        _services = new ServiceCollection()
            .AddLogging()
            .AddPartnersCore(new DatabaseAddress(DatabaseProvider.PostgreSql, _server.Connection))
            .BuildServiceProvider();
        await _services.GetRequiredService<DatabaseUpkeep>().MigrateAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_was_answered_is_kept_and_what_is_asked_again_is_done_once()
    {
        const int Writers = 8;
        var organisations = Enumerable.Range(0, Writers * 200).Select(number => Make.Organisation($"Organisatie {number}")).ToList();
        await AddAsync([.. organisations]);
        using var ends = new CancellationTokenSource();
        var answered = 0;
        var toggle = _services.GetRequiredService<PartnerToggle>();
        var work = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var done = new List<Guid>();
            foreach (var organisation in organisations.Skip(writer * 200).Take(200).TakeWhile(_ => !ends.IsCancellationRequested))
            {
                var command = Make.MakePartner(organisation);
                await Eventually.HoldsAsync(async () => (await OnceAsync(command)).IsDone);
                done.Add(organisation.Id);
                Interlocked.Increment(ref answered);
            }

            return done;
        })).ToList();

        for (var crash = 0; crash < 2; crash++)
        {
            var before = Volatile.Read(ref answered);
            await Eventually.HoldsAsync(() => Volatile.Read(ref answered) > before + 20);
            await _server.CrashAsync();
            await _server.GoOnAsync();
        }

        var last = Volatile.Read(ref answered);
        await Eventually.HoldsAsync(() => Volatile.Read(ref answered) > last + 20);
        await ends.CancelAsync();
        var all = (await Task.WhenAll(work)).SelectMany(done => done).ToList();

        await using var db = await _services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        (await db.Organisations.Where(organisation => organisation.IsPartner).Select(organisation => organisation.Id).ToListAsync())
            .Should().BeEquivalentTo(all);
        (await db.AuditEntries.CountAsync()).Should().Be(all.Count, "none is lost and none is done twice");
        (await _services.GetRequiredService<AuditTrail>().VerifyAsync(Make.Staff, default)).IsWhole.Should().BeTrue();

        // As a person does who sees a sentence: they press the button again, and the form has its request id.
        async Task<Outcome<AgreementTaken>> OnceAsync(MakePartner command)
        {
            try
            {
                return await toggle.MakePartnerAsync(Make.Staff, command, default);
            }
            catch (Exception fault) when (
                DatabaseFault.Of(fault)?.Kind is DatabaseFaultKind.Unreachable or DatabaseFaultKind.NoConnectionLeft)
            {
                return Outcome<AgreementTaken>.Refused(new Unreachable());
            }
        }
    }

    [Fact]
    public async Task A_page_says_it_in_a_sentence_and_shows_its_record_once_the_server_is_back()
    {
        var organisation = Make.Organisation("Gemeente Blijvend");
        await AddAsync(organisation);
        await using var console = await StartedConsole.ServeAsync(_server.Connection);
        using var visitor = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() })
        {
            BaseAddress = console.Address,
        };
        using var signedIn = await RunningConsole.SignInAsync(visitor, "staff");
        var page = $"/organisations/{organisation.Id}";
        (await AskAsync(page)).Text.Should().Contain("Gemeente Blijvend");

        await _server.CrashAsync();
        var (status, text) = await AskAsync(page);
        status.Should().NotBe(HttpStatusCode.OK);
        WebUtility.HtmlDecode(text).Should().Contain("cannot be reached");
        (await HealthAsync()).Should().Be(HttpStatusCode.ServiceUnavailable);
        (await AskAsync("/healthz")).Should().Be((HttpStatusCode.ServiceUnavailable, "Unhealthy"), "nobody's session is read for it");
        (await AskAsync("/partners.css")).Status.Should().Be(HttpStatusCode.OK);

        await _server.GoOnAsync();
        await Eventually.HoldsAsync(async () => await HealthAsync() == HttpStatusCode.OK);
        (await AskAsync(page)).Text.Should().Contain("Gemeente Blijvend");

        async Task<HttpStatusCode> HealthAsync()
        {
            using var probe = new HttpClient();
            using var answer = await probe.GetAsync(new Uri(console.Address, "/healthz"));
            return answer.StatusCode;
        }

        async Task<(HttpStatusCode Status, string Text)> AskAsync(string address)
        {
            using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private async Task AddAsync(params object[] records)
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        db.AddRange(records);
        await db.SaveChangesAsync();
    }

    private sealed record Unreachable() : Refusal("The server is away.");
}
