using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>All partners' months closed at once, each with its own statement (docs/product.md L43). Today is 20 November 2026.</summary>
public sealed class CloseAllMonthsTests : IAsyncLifetime
{
    private readonly Organisation _other = Make.PlatformPartner("Kompas");
    private readonly Organisation _later = Make.PlatformPartner("Later");
    private LedgerScene _scene = default!;

    public async ValueTask InitializeAsync()
    {
        _scene = await LedgerScene.CreateAsync();
        await _scene.AddedAsync();
        await _scene.Database.AddAsync(_other, _later, Make.PlatformPartner("Without deals"));
        var form = LedgerScene.Form(startsOn: new(2026, 9, 15));
        (await _scene.AddAsync(form, clientName: "Gemeente Ede", partnerId: _other.Id)).IsDone.Should().BeTrue();
        var future = LedgerScene.Form(startsOn: new(2026, 11, 15));
        (await _scene.AddAsync(future, clientName: "Gemeente Ede", partnerId: _later.Id)).IsDone.Should().BeTrue();
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Closes_each_partner_s_open_months_with_a_statement_and_an_entry_each()
    {
        await _scene.CloseThroughAsync(7);
        (await OpenAsync()).Should().Be(new OpenMonths(new(2026, 10), 2, 5, new Month(2026, 8)));

        var closed = await CloseAsync("2026-10");

        closed.Value.Should().BeEquivalentTo(new AllMonthsClosed(new(2026, 10), 2, 5, []));
        var months = await _scene.Database.QueryAsync(db => db.ClosedMonths.AsNoTracking().ToListAsync());
        months.Where(month => month.PartnerId == _other.Id).Select(month => month.Month.Number).Should().BeEquivalentTo([9, 10]);
        months.Where(month => month.PartnerId == _scene.Partner.Id).Select(month => month.Month.Number)
            .Should().BeEquivalentTo([5, 6, 7, 8, 9, 10]);
        months.Should().NotContain(month => month.PartnerId == _later.Id, "its first month is not over");
        var statement = await _scene.Statements.FindAsync(Make.Staff, _scene.Partner.Id, new(2026, 10), default);
        (statement!.ClosedByName, statement.Statement.Closing).Should().Be((Make.CommercialOwner.Name, new Money(120_00)));
        (await _scene.Database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.MonthClosed)))
            .Should().Be(8);
        (await OpenAsync()).Should().Be(new OpenMonths(new(2026, 10), 0, 0, null));
        (await CloseAsync("2026-10")).Refusals.Should().Equal(new NothingOpen(new(2026, 10)));
        (await _scene.Database.QueryAsync(db => db.Jobs.Select(job => job.State).ToListAsync())).Should().Equal(JobState.Completed);
    }

    [Fact]
    public async Task Stops_at_the_month_that_was_asked_for()
    {
        (await CloseAsync("2026-06")).Value.Should().BeEquivalentTo(new AllMonthsClosed(new(2026, 6), 1, 2, []));
        (await OpenAsync()).Should().Be(new OpenMonths(new(2026, 10), 2, 6, new Month(2026, 7)));
    }

    [Fact]
    public async Task Is_refused_for_a_month_that_is_not_over_and_to_those_who_may_not_edit_the_ledger()
    {
        (await CloseAsync("2026-11")).Refusals.Should().Equal(new MonthNotOver(new(2026, 11)));
        (await CloseAsync("October")).Refusals.Should().Equal(new MonthMissing());
        (await _scene.Statements.CloseAllAsync(Make.Staff, new("2026-10"), default)).Refusals
            .Should().Equal(new NotPermitted(Permission.EditLedger));
    }

    [Fact]
    public async Task Cancelled_it_keeps_what_it_closed_and_another_closes_the_rest()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var stopped = () => _scene.Statements.CloseAllAsync(Make.CommercialOwner, new("2026-10"), cancel.Token);
        await stopped.Should().ThrowAsync<OperationCanceledException>();

        (await CloseAsync("2026-10")).Value!.Partners.Should().Be(2);
    }

    private Task<Outcome<AllMonthsClosed>> CloseAsync(string month) =>
        _scene.Statements.CloseAllAsync(Make.CommercialOwner, new(month), default);

    private Task<OpenMonths> OpenAsync() => _scene.Statements.OpenMonthsAsync(Make.Staff, month: null, default);
}
