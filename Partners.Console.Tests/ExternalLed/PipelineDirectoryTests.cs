using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Values;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The pipeline over random cards: the database finds what the cards themselves say.</summary>
public sealed class PipelineDirectoryTests(RandomCards cards) : IClassFixture<RandomCards>
{
    public static TheoryData<PipelineOrder, bool> Orders =>
        new(Enum.GetValues<PipelineOrder>().SelectMany(order => new[] { (order, false), (order, true) }));

    public static TheoryData<CardPlace> Places => new(Enum.GetValues<CardPlace>());

    private PipelineDirectory Directory => cards.Database.Get<PipelineDirectory>();

    private IEnumerable<CandidateCard> OnBoard => cards.All.Where(card => card.Place is not (CardPlace.Snoozed or CardPlace.Dismissed));

    [Fact]
    public void Each_card_stands_in_one_place() =>
        cards.All.Select(card => card.WorkspaceId).Should().OnlyHaveUniqueItems().And.HaveCount(160);

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Finds_the_cards_of_a_place(CardPlace place)
    {
        var found = await ListAsync(new(Place: place));

        found.Should().NotBeEmpty().And.BeEquivalentTo(cards.All.Where(card => card.Place == place));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Sorts_by_every_order_both_ways(PipelineOrder order, bool descending)
    {
        var found = await ListAsync(new(Order: order, Descending: descending));

        found.Should().BeEquivalentTo(OnBoard);
        var keys = found.Select<CandidateCard, IComparable>(card => order switch
        {
            PipelineOrder.Score => card.Reading.Score,
            PipelineOrder.Client => SearchKey.Of(card.Client),
            PipelineOrder.Age => -card.StageSince.ToUnixTimeMilliseconds(),
            PipelineOrder.CapLeft => card.Deal?.CapLeft?.Cents ?? long.MaxValue,
            _ => card.Deal?.LastDay ?? DateOnly.MaxValue,
        }).ToList();
        var inOrder = descending ? keys.OrderDescending() : keys.Order();
        keys.Should().Equal(inOrder);
    }

    [Fact]
    public async Task Filters_say_what_the_cards_say()
    {
        (PipelineQuery Query, Func<CandidateCard, bool> Says)[] filters =
        [
            (new("ozdemir"), card => card.Partner == "Özdemir Advies"),
            (new("gemeente b"), card => card.Client.StartsWith("Gemeente B", StringComparison.Ordinal)),
            (new(PartnerId: cards.All[0].PartnerId), card => card.PartnerId == cards.All[0].PartnerId),
            (new(OwnerSubject: Make.Staff.Subject), card => card.OwnerSubject == Make.Staff.Subject),
            (new(OwnerSubject: PipelineQuery.Nobody), card => card.OwnerSubject is null),
            (new(Signals: Signal.InvitesPeople), card => card.Reading.Signals.HasFlag(Signal.InvitesPeople)),
            (
                new(Signals: Signal.InvitesPeople | Signal.CreatedOrganisation),
                card => card.Reading.Signals.HasFlag(Signal.InvitesPeople | Signal.CreatedOrganisation)),
            (new(IsReady: true), card => card.IsReady),
            (new(IsStale: true), card => card.IsStale),
            (
                new(IsStale: true, IsReady: true, Signals: Signal.ActsAsOwner),
                card => card is { IsStale: true, IsReady: true } && card.Reading.Signals.HasFlag(Signal.ActsAsOwner)),
        ];

        foreach (var (query, says) in filters)
        {
            (await ListAsync(query)).Should().NotBeEmpty().And.BeEquivalentTo(OnBoard.Where(says), $"of {query}");
        }
    }

    [Fact]
    public async Task The_board_has_each_stage_with_its_highest_scores_and_how_many_there_are()
    {
        var board = await Directory.BoardAsync(Make.Staff, new(), default);

        board.Columns.Select(column => column.Stage).Should().Equal(PipelineStages.OnBoard);
        foreach (var column in board.Columns)
        {
            var there = OnBoard.Where(card => card.Stage == column.Stage).ToList();
            column.Count.Should().Be(there.Count).And.BePositive();
            column.Cards
                .Should().HaveCount(Math.Min(there.Count, PipelineBoard.CardsOfStage))
                .And.BeInDescendingOrder(card => card.Reading.Score);
        }

        (board.Snoozed, board.Dismissed).Should().Be((
            cards.All.Count(card => card.Place == CardPlace.Snoozed),
            cards.All.Count(card => card.Place == CardPlace.Dismissed)));
    }

    [Fact]
    public async Task Counts_what_there_is_to_do() => (await Directory.CountsAsync(Make.Staff, default)).Should().Be(
        new PipelineCounts(
            OnBoard.Count(),
            OnBoard.Count(card => card.Stage == PipelineStage.Signalled),
            OnBoard.Count(card => card.IsReady),
            OnBoard.Count(card => card.IsStale)));

    [Fact]
    public async Task A_page_beyond_the_last_shows_the_last_and_a_search_without_end_nothing()
    {
        var beyond = await Directory.ListAsync(Make.Staff, new(Page: 900), default);
        (beyond.Page, beyond.Notice).Should().Be((
            (OnBoard.Count() + 24) / 25,
            "There is no page 900. This is the last one, page " + ((OnBoard.Count() + 24) / 25) + "."));

        var endless = new PipelineQuery(new string('a', 300));
        (await Directory.ListAsync(Make.Staff, endless, default)).Notice.Should().StartWith("A search may have");
        (await Directory.BoardAsync(Make.Staff, endless, default)).Notice.Should().StartWith("A search may have");
    }

    [Fact]
    public async Task The_board_and_the_list_walk_an_index_to_their_first_cards()
    {
        QueryPlans.OnlyWithoutStatistics();
        var board = await PlanAsync(new(), CardPlace.Signalled);
        board.ShouldWalk("IX_PipelineEntries_Board");
        (await PlanAsync(new(), place: null)).ShouldWalk("IX_PipelineEntries_Score");
        (await PlanAsync(new(Order: PipelineOrder.Age), place: null)).ShouldWalk("IX_PipelineEntries_Age");
        (await PlanAsync(new(Order: PipelineOrder.Client, Descending: false), place: null)).ShouldWalk("IX_PipelineEntries_Client");
        (await PlanAsync(new(PartnerId: Guid.NewGuid()), place: null)).ShouldWalk("IX_PipelineEntries_Partner");
    }

    private async Task<IReadOnlyList<CandidateCard>> ListAsync(PipelineQuery query) =>
        (await Directory.ListAsync(Make.Staff, query with { PageSize = 200 }, default)).Rows;

    private Task<QueryPlan> PlanAsync(PipelineQuery query, CardPlace? place) => cards.Database.QueryAsync(db =>
        db.Matching(query, string.Empty, cards.Database.Today).In(place).InOrder(query.Order, query.Descending).Take(50).PlanAsync());
}
