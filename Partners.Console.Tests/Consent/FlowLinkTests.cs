using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Consent;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Consent;

/// <summary>A link by which the client accepts that a webhook stays (docs/product.md H39).</summary>
public sealed class FlowLinkTests : IAsyncLifetime
{
    private HandoffScene _scene = null!;
    private ProjectWebhook _webhook = null!;
    private HandoffDetails _draft = null!;

    private TestDatabase Database => _scene.Database;

    public async ValueTask InitializeAsync()
    {
        _scene = await HandoffScene.CreateAsync(services =>
            services.AddSingleton(new ConsentSettings(new Uri("https://partners.example"))));
        _webhook = new(
            Guid.CreateVersion7(),
            new(
                _scene.Inloopavonden.Id,
                "Dashboard",
                "hooks.zwolle.example",
                "hash",
                "conversation.transcribed",
                "active",
                DeletedAt: null));
        await _scene.AddAsync(_webhook);
        _draft = await _scene.DecidedAsync(but: plan => plan with { Flows = [new(_webhook.Id, FlowFate.Keep)] });
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_yes_is_the_clients_acceptance_and_the_check_no_longer_stops()
    {
        (await CheckAsync()).Should().Be(CheckVerdict.Stop);

        (await AnswerAsync(await AskAsync(), ConsentAnswer.Yes)).Should().BeNull();

        (await PlanAsync()).Flows.Should().Equal(new FlowPlan(_webhook.Id, FlowFate.Keep, "Carla Bos", Database.Today));
        (await CheckAsync()).Should().Be(CheckVerdict.Warning, "data still leaves");
        (await LinkAsync()).Words.Should().ContainAll(
            "Het project Inloopavonden in de werkruimte Woonvisie op dembrane stuurt gegevens naar hooks.zwolle.example.",
            "volledige transcripten",
            "→ Ja, de koppeling mag blijven");
    }

    [Fact]
    public async Task A_no_takes_back_what_was_recorded()
    {
        await SaveAsync(plan => plan with { Flows = [new(_webhook.Id, FlowFate.Keep, "Otto Kamp", Database.Today)] });

        (await AnswerAsync(await AskAsync(), ConsentAnswer.No)).Should().BeNull();

        (await PlanAsync()).Flows.Should().Equal(new FlowPlan(_webhook.Id, FlowFate.Keep));
        (await CheckAsync()).Should().Be(CheckVerdict.Stop);
    }

    [Fact]
    public async Task Acceptance_ends_no_link_about_the_timing()
    {
        var timing = ConsentToken.New();
        (await Database.Get<HandoffConsents>().AskForTimingAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), _draft.Handoff.Id, _draft.Handoff.Version, ConsentSide.Client, To(timing)),
            default)).Refusals.Should().BeEmpty();

        (await AnswerAsync(await AskAsync(), ConsentAnswer.Yes)).Should().BeNull();

        (await Database.Get<ConsentAnswers>().FindAsync(timing.Text, default)).Should().NotBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_holds_no_longer_once_the_plan_removes_it_or_it_goes_elsewhere(bool isRemoved)
    {
        var token = await AskAsync();
        if (isRemoved)
        {
            await SaveAsync(plan => plan with { Flows = [new(_webhook.Id, FlowFate.Remove)] });
        }
        else
        {
            await Database.QueryAsync(async db =>
            {
                var webhook = (await db.ProjectWebhooks.FindAsync(_webhook.Id))!;
                webhook.CopyFromPlatform(new(
                    webhook.ProjectId, webhook.Name, "elsewhere.example", "other", webhook.Events, webhook.Status, DeletedAt: null));
                return await db.SaveChangesAsync();
            });
        }

        (await AnswerAsync(token, ConsentAnswer.Yes)).Should().Be(new LinkNotUsable().Sentence);
        (await PlanAsync()).Flows.Single().AcceptedBy.Should().BeNull();
    }

    [Fact]
    public async Task Only_a_webhook_that_the_plan_keeps_is_asked_about()
    {
        await SaveAsync(plan => plan with { Flows = [new(_webhook.Id, FlowFate.Remove)] });
        var now = (await _scene.FindAsync(_draft.Handoff.Id)).Handoff;

        (await Database.Get<HandoffConsents>().AskForFlowAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), now.Id, now.Version, _webhook.Id, To(ConsentToken.New())),
            default)).Refusals.Should().Equal(new FlowNotKept());
    }

    private static ConsentTo To(ConsentToken token) => new("Carla Bos", "griffie@zwolle.example", token);

    private async Task<ConsentToken> AskAsync()
    {
        var (token, now) = (ConsentToken.New(), (await _scene.FindAsync(_draft.Handoff.Id)).Handoff);
        (await Database.Get<HandoffConsents>().AskForFlowAsync(
            Make.Operator, new(Guid.CreateVersion7(), now.Id, now.Version, _webhook.Id, To(token)), default)).Refusals.Should().BeEmpty();
        return token;
    }

    private async Task SaveAsync(Func<HandoffPlan, HandoffPlan> change)
    {
        var now = await _scene.FindAsync(_draft.Handoff.Id);
        (await _scene.SaveAsync(now, change(now.Handoff.Plan))).Refusals.Should().BeEmpty();
    }

    /// <returns>Why it was refused; null if it was not.</returns>
    private async Task<string?> AnswerAsync(ConsentToken token, ConsentAnswer answer) =>
        (await Database.Get<ConsentAnswers>().AnswerAsync(
            token.Text,
            new(Guid.CreateVersion7(), answer, "Not with us", OtherDay: null, ConsentLanguage.Dutch),
            network: null,
            default)).Refusals.SingleOrDefault()?.Sentence;

    private async Task<HandoffPlan> PlanAsync() => (await _scene.FindAsync(_draft.Handoff.Id)).Handoff.Plan;

    private async Task<CheckVerdict> CheckAsync()
    {
        var now = await _scene.FindAsync(_draft.Handoff.Id);
        return HandoffChecks.Of(now.Handoff.Plan, now.Facts).Single(check => check.Name == "Data flows").Verdict;
    }

    private async Task<ConsentLink> LinkAsync() =>
        (await Database.Get<HandoffConsents>().OfHandoffAsync(Make.Staff, _draft.Handoff.Id, default))[0];
}
