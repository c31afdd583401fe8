using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Mail;
using Partners.Console.Tests.Mail;
using Partners.Console.Tests.Support;
using Partners.Console.Today;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Mail;
using Partners.Core.Organisations;
using Partners.Core.Today;

namespace Partners.Console.Tests.Today;

/// <summary>A digest for those who want one, once a day (docs/product.md N10).</summary>
public sealed class MorningDigestTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(With);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Goes_once_a_day_to_each_who_asked_whoever_writes_it()
    {
        await EndedAgreementAsync();
        await AskAsync(Make.Staff);
        await AskAsync(Make.Operator);

        (await SendAsync()).Should().Be(2);
        (await SendAsync()).Should().Be(0);
        await using (var other = _database.Again(With))
        {
            (await other.Get<MorningDigests>().SendAsync(Make.Staff, _database.Today, default)).Value.Should().Be(0);
        }

        (await SendAsync(days: 1)).Should().Be(2);
        var mails = await _database.QueryAsync(db => db.OutgoingMails.OrderBy(mail => mail.Id).ToListAsync());
        mails.Select(mail => mail.ToAddress).Should().BeEquivalentTo(
            Make.Staff.Email, Make.Operator.Email, Make.Staff.Email, Make.Operator.Email);
        mails.First(mail => mail.ToAddress == Make.Staff.Email).Body.Should().StartWith("Good morning Noor,")
            .And.Contain("Agreements have ended: Bureau Samenspel https://partners.example/organisations?");
    }

    [Fact]
    public async Task Has_no_mail_on_a_morning_with_nothing()
    {
        await AskAsync(Make.Staff);

        (await SendAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Ends_when_the_person_says_so_and_by_itself()
    {
        await EndedAgreementAsync();
        (await AskAsync(Make.Staff)).Value!.Until.Should().Be(_database.Today.AddDays(90));
        (await SendAsync(days: 90)).Should().Be(1);
        (await SendAsync(days: 91)).Should().Be(0);

        (await AskAsync(Make.Staff, wants: false)).IsDone.Should().BeTrue();
        (await SendAsync(days: 2)).Should().Be(0);
        (await AskAsync(Make.Staff, wants: false)).Refusals.Should().ContainSingle().Which.Should().BeOfType<NothingChanged>();
        (await _database.Get<MorningDigests>().FindAsync(Make.Staff, default)).Should().BeNull();
    }

    [Fact]
    public async Task Needs_an_address() =>
        (await AskAsync(Make.Staff with { Email = string.Empty })).Refusals
            .Should().ContainSingle().Which.Should().BeOfType<NoAddressForDigest>();

    private static void With(IServiceCollection services) => services
        .AddSingleton<IMailCarrier>(new ScriptedCarrier())
        .AddSingleton<IDigestWriter>(new DigestWriter(new MailSettings { ConsoleAddress = "https://partners.example" }));

    private async Task EndedAgreementAsync()
    {
        var organisation = Make.Organisation();
        await _database.AddAsync(organisation);
        var agreement = Make.Agreement(endsOn: _database.Today);
        (await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(organisation, agreement), default))
            .IsDone.Should().BeTrue();
        _database.Clock.Now += TimeSpan.FromDays(1);
    }

    private Task<Outcome<DigestAsked>> AskAsync(Staff who, bool wants = true) =>
        _database.Get<MorningDigests>().AskAsync(who, new(Guid.CreateVersion7(), wants), default);

    private async Task<int> SendAsync(int days = 0) =>
        (await _database.Get<MorningDigests>().SendAsync(Make.Staff, _database.Today.AddDays(days), default)).Value;
}
