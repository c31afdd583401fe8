using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Views;

namespace Partners.Console.Tests.Views;

/// <summary>A person's own views of the lists.</summary>
public sealed class SavedViewTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    private SavedViews Views => _database.Get<SavedViews>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Are_offered_by_name_to_the_person_who_saved_them_for_that_list_and_to_nobody_else()
    {
        await SaveAsync("Zelf", "partners=true");
        await SaveAsync("Één", "q=%C3%B6zdemir&hide=created");
        await SaveAsync("Alles", string.Empty, ViewedGrid.Ledger);

        (await ListAsync()).Should().Equal(("Één", "q=%C3%B6zdemir&hide=created"), ("Zelf", "partners=true"));
        (await Views.ListAsync(Make.Staff, ViewedGrid.Ledger, default)).Should().ContainSingle().Which.Query.Should().BeEmpty();
        (await Views.ListAsync(Make.CommercialOwner, ViewedGrid.Organisations, default)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    public async Task A_view_needs_a_name(string? name) =>
        (await SaveAsync(name, "partners=true")).Refusals.Should().Equal(new ViewNameMissing());

    [Fact]
    public async Task A_name_has_sixty_characters_at_most()
    {
        (await SaveAsync(new string('a', 60), string.Empty)).IsDone.Should().BeTrue();
        (await SaveAsync(new string('b', 61), string.Empty)).Refusals.Should().Equal(new TooLong("The name", 60, nameof(SaveView.Name)));
    }

    [Fact]
    public async Task A_name_that_is_taken_but_for_capitals_and_accents_is_saved_over_only_where_that_is_meant()
    {
        await SaveAsync("Café", "partners=true");
        (await SaveAsync("CAFE", "q=bur")).Refusals.Should().Equal(new ViewNameTaken("Café"));
        (await ListAsync()).Should().Equal(("Café", "partners=true"));

        (await SaveAsync("CAFE", "q=bur", over: true)).IsDone.Should().BeTrue();
        (await ListAsync()).Should().Equal(("CAFE", "q=bur"));
        (await AuditAsync()).Should().Equal(
            (AuditActions.ViewSaved, null, """{"grid":"organisations","name":"Café","query":"partners=true"}"""),
            (
                AuditActions.ViewSaved,
                """{"grid":"organisations","name":"Café","query":"partners=true"}""",
                """{"grid":"organisations","name":"CAFE","query":"q=bur"}"""));
    }

    [Theory]
    [InlineData("q=a b")]
    [InlineData("q=<script>")]
    [InlineData("q=a#b")]
    [InlineData("q=a\nb")]
    [InlineData("q=ö")]
    public async Task What_cannot_stand_in_an_address_is_not_kept(string query) =>
        (await SaveAsync("Zo", query)).Refusals.Should().Equal(new NotAnAddress());

    [Fact]
    public async Task More_filters_than_an_address_holds_are_not_kept() =>
        (await SaveAsync("Zo", "q=" + new string('a', 1_999))).Refusals.Should().Equal(new ViewTooLong());

    [Fact]
    public async Task A_person_keeps_thirty_views_of_a_list()
    {
        for (var number = 1; number <= SavedView.Most; number++)
        {
            (await SaveAsync($"Nummer {number}", string.Empty)).IsDone.Should().BeTrue();
        }

        (await SaveAsync("Eén te veel", string.Empty)).Refusals.Should().Equal(new TooManyViews());
        (await SaveAsync("nummer 7", "q=bur", over: true)).IsDone.Should().BeTrue("it takes no other's place");
    }

    [Fact]
    public async Task A_view_that_was_removed_is_not_offered_any_more_its_name_is_free_and_it_is_still_there_to_read()
    {
        var view = (await SaveAsync("Zelf", "partners=true")).Value!;
        (await Views.RemoveAsync(Make.Staff, new(Guid.CreateVersion7(), view.Id), default)).IsDone.Should().BeTrue();
        (await ListAsync()).Should().BeEmpty();
        (await Views.RemoveAsync(Make.Staff, new(Guid.CreateVersion7(), view.Id), default)).Refusals.Should().Equal(new NoSuchView());

        (await SaveAsync("Zelf", "q=bur")).IsDone.Should().BeTrue();
        (await _database.QueryAsync(db => db.SavedViews.CountAsync())).Should().Be(2);
        (await AuditAsync())
            .Select(entry => entry.Action)
            .Should().Equal(AuditActions.ViewSaved, AuditActions.ViewRemoved, AuditActions.ViewSaved);
    }

    [Fact]
    public async Task Nobody_removes_anothers_view()
    {
        var view = (await SaveAsync("Zelf", "partners=true")).Value!;
        (await Views.RemoveAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), view.Id), default)).Refusals
            .Should().Equal(new NoSuchView());
        (await ListAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_list_opens_with_one_view_which_another_takes_the_place_of_and_which_can_be_given_up()
    {
        var (first, second) = ((await SaveAsync("Eerst", "q=bur")).Value!, (await SaveAsync("Dan", "partners=true")).Value!);
        (await OpenWithAsync(first, opens: true)).Value!.OpensList.Should().BeTrue();
        (await OpenWithAsync(second, opens: true)).IsDone.Should().BeTrue();
        (await OpeningAsync()).Should().Equal("Dan");
        (await OpenWithAsync(second, opens: false)).Value!.OpensList.Should().BeFalse();
        (await OpeningAsync()).Should().BeEmpty();

        (await AuditAsync()).Skip(2).Should().Equal(
            (AuditActions.ViewOpensList, null, """{"grid":"organisations","opensWith":"Eerst"}"""),
            (
                AuditActions.ViewOpensList,
                """{"grid":"organisations","opensWith":"Eerst"}""",
                """{"grid":"organisations","opensWith":"Dan"}"""),
            (AuditActions.ViewOpensList, """{"grid":"organisations","opensWith":"Dan"}""", null));
    }

    [Fact]
    public async Task What_a_list_opens_with_is_a_matter_of_that_list_and_of_that_person()
    {
        var (organisations, ledger) = (
            (await SaveAsync("Zelf", "q=bur")).Value!,
            (await SaveAsync("Zelf", "status=active", ViewedGrid.Ledger)).Value!);
        await OpenWithAsync(organisations, opens: true);
        await OpenWithAsync(ledger, opens: true);
        (await OpeningAsync()).Should().Equal("Zelf");

        (await Views.OpenWithAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), organisations.Id, Opens: false), default)).Refusals
            .Should().Equal(new NoSuchView());
        (await OpeningAsync()).Should().Equal("Zelf");
    }

    [Fact]
    public async Task What_is_so_already_is_refused()
    {
        var view = (await SaveAsync("Zelf", "q=bur")).Value!;
        (await OpenWithAsync(view, opens: false)).Refusals.Should().Equal(new NothingChanged());
        await OpenWithAsync(view, opens: true);
        (await OpenWithAsync(view, opens: true)).Refusals.Should().Equal(new NothingChanged());
    }

    [Fact]
    public async Task A_view_that_is_saved_over_still_opens_the_list_and_one_that_is_removed_does_not_nor_another_of_its_name()
    {
        var view = (await SaveAsync("Zelf", "q=bur")).Value!;
        await OpenWithAsync(view, opens: true);
        await SaveAsync("Zelf", "partners=true", over: true);
        (await OpeningAsync()).Should().Equal("Zelf");

        await Views.RemoveAsync(Make.Staff, new(Guid.CreateVersion7(), view.Id), default);
        (await OpenWithAsync(view, opens: true)).Refusals.Should().Equal(new NoSuchView());
        var again = (await SaveAsync("Zelf", "q=bur")).Value!;
        (await OpeningAsync()).Should().BeEmpty();
        (await OpenWithAsync(again, opens: true)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_saves_once()
    {
        var request = Guid.CreateVersion7();
        var first = await Views.SaveAsync(Make.Staff, new(request, ViewedGrid.Organisations, "Zelf", "q=bur"), default);
        var second = await Views.SaveAsync(Make.Staff, new(request, ViewedGrid.Organisations, "Zelf", "q=bur"), default);

        second.Value.Should().Be(first.Value);
        (await ListAsync()).Should().ContainSingle();
    }

    private Task<Outcome<ViewLink>> SaveAsync(string? name, string query, ViewedGrid grid = ViewedGrid.Organisations, bool over = false) =>
        Views.SaveAsync(Make.Staff, new(Guid.CreateVersion7(), grid, name, query, over), default);

    private Task<Outcome<ViewLink>> OpenWithAsync(ViewLink view, bool opens) =>
        Views.OpenWithAsync(Make.Staff, new(Guid.CreateVersion7(), view.Id, opens), default);

    private async Task<IEnumerable<string>> OpeningAsync() =>
        (await Views.ListAsync(Make.Staff, ViewedGrid.Organisations, default)).Where(view => view.OpensList).Select(view => view.Name);

    private async Task<IEnumerable<(string Name, string Query)>> ListAsync() =>
        (await Views.ListAsync(Make.Staff, ViewedGrid.Organisations, default)).Select(view => (view.Name, view.Query));

    private Task<List<(string Action, string? Before, string? After)>> AuditAsync() => _database.QueryAsync(async db =>
        (await db.AuditEntries.OrderBy(entry => entry.Sequence).ToListAsync())
            .ConvertAll(entry => (entry.Action, entry.Before, entry.After)));
}
