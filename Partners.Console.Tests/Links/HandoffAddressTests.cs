using FluentAssertions;
using Partners.Console.Links;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Links;

public sealed class HandoffAddressTests
{
    private static readonly Guid s_id = Guid.Parse("0198a000-0000-7000-8000-000000000000");

    [Fact]
    public void Every_step_is_read_as_it_is_written()
    {
        foreach (var step in Enum.GetValues<HandoffStep>())
        {
            HandoffAddresses.StepOf(HandoffAddresses.NameOf(step)).Should().Be(step);
        }

        HandoffAddresses.StepOf("nonsense").Should().Be(HandoffStep.Workspace);
        HandoffAddresses.Of(s_id).Should().Be($"/handoffs/{s_id}");
    }

    [Theory]
    [InlineData("/handoffs", null, null, null, null, null)]
    [InlineData("/handoffs?q=zw%20olle&status=scheduled&page=3", "zw olle", "scheduled", null, "3", null)]
    [InlineData("/handoffs?status=blocked", null, "blocked", null, null, null)]
    [InlineData(
        "/handoffs?partner=0198a000-0000-7000-8000-000000000000&size=50",
        null,
        null,
        "0198a000-0000-7000-8000-000000000000",
        null,
        "50")]
    [InlineData("/handoffs", " ", "nonsense", "nonsense", "-1", "0")]
    public void What_was_asked_for_stands_in_the_address(
        string address,
        string? search,
        string? status,
        string? partner,
        string? page,
        string? size) =>
        HandoffAddresses.Of(HandoffAddresses.Read(search, status, partner, page, size)).Should().Be(address);
}
