using FluentAssertions;
using Partners.Console.Handoffs;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>What both sides are told afterwards (docs/product.md H20).</summary>
public sealed class HandoffMessagesTests
{
    private static readonly DateOnly s_day = new(2026, 12, 1);

    private static readonly RecordedFlow s_removed = Flow("Transcripts", "hooks.samenspel.example", FlowFate.Remove);

    private static readonly RecordedFlow s_kept = Flow("Archive", "archief.zwolle.example", FlowFate.Keep) with
    {
        AcceptedBy = "Carla Bos",
        AcceptedOn = new(2026, 11, 28),
    };

    public static TheoryData<bool> Sides() => [true, false];

    [Theory]
    [MemberData(nameof(Sides))]
    public void Both_sides_read_which_flows_were_removed_and_which_stay_because_who_accepted_them_when(bool toPartner)
    {
        var text = To(toPartner, Record() with { Flows = [s_removed, s_kept] });

        text.Should().Contain("This webhook was removed on 1 Dec 2026: Transcripts, of Inloopavonden, to hooks.samenspel.example.")
            .And.Contain(
                "This webhook keeps running, because Gemeente Zwolle accepted it: Archive, of Inloopavonden, to archief.zwolle.example "
                    + "(accepted by Carla Bos on 28 Nov 2026).");
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public void Where_none_is_left_both_sides_read_that_too(bool toPartner)
    {
        To(toPartner, Record()).Should().Contain("No conversation left the platform by a webhook.");
        To(toPartner, Record() with { Flows = [s_removed] })
            .Should().Contain("No conversation leaves the platform by a webhook any more.");
    }

    [Theory]
    [InlineData(true, PaymentMode.Offline, "From then on Gemeente Zwolle pays by invoice.")]
    [InlineData(false, PaymentMode.Offline, "From then on you pay by invoice.")]
    [InlineData(false, PaymentMode.Mollie, "From then on you pay with a new payment method, set up at the first checkout.")]
    public void Both_sides_read_who_paid_until_when_and_who_pays_from_then_on(bool toPartner, PaymentMode mode, string then)
    {
        var text = To(toPartner, Record(mode) with
        {
            LeftCustomer = "cst_1",
            PaidThrough = new(2026, 12, 31),
            Credit = new(48_39),
        });

        text.Should().Contain(
            "Until 1 Dec 2026 the workspace was paid automatically, and it is paid through 31 Dec 2026; from the payment method used "
                + $"so far nothing more is collected for it. Of the latest payment, {new Money(48_39)} net of VAT is for days after the handoff. "
                + then);
        text.Should().NotContain("cst_1", "the provider's id says nothing to them");
    }

    [Fact]
    public void Both_sides_read_until_when_somebody_of_the_partner_stays()
    {
        var record = Record() with
        {
            People =
            [
                new("Pim Smit", "pim@samenspel.example", IsOfPartner: true, WorkspaceRole.Admin, WorkspaceRole.External, "Hands over")
                {
                    Until = new(2027, 3, 1),
                },
            ],
        };

        HandoffMessages.ToPartner(record).Should().Contain("A paid place as an external is kept for Pim Smit (until 1 Mar 2027).");
        HandoffMessages.ToClient(record)
            .Should().Contain("access as an external is kept for Pim Smit (until 1 Mar 2027): Hands over.");
    }

    private static string To(bool toPartner, HandoffRecord record) =>
        toPartner ? HandoffMessages.ToPartner(record) : HandoffMessages.ToClient(record);

    private static RecordedFlow Flow(string name, string host, FlowFate fate) =>
        new(Guid.CreateVersion7(), "Inloopavonden", name, host, "hash", "conversation.transcribed", fate, null, null);

    private static HandoffRecord Record(PaymentMode mode = PaymentMode.Offline) => new(
        "Woonvisie",
        Guid.CreateVersion7(),
        "Bureau Samenspel",
        Guid.CreateVersion7(),
        "Gemeente Zwolle",
        ClientIsNew: false,
        s_day,
        Projects: 1,
        Conversations: 2,
        "Woonvisie",
        HandoffScene.Bill with { PaymentMode = mode },
        HandoffScene.Agreed(s_day),
        [],
        [],
        [],
        new(DateTimeOffset.UnixEpoch, 2, new Dictionary<AccessPathKind, int>(), []));
}
