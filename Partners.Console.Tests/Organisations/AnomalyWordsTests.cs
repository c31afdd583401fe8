using FluentAssertions;
using Partners.Console.Organisations;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Organisations;

public sealed class AnomalyWordsTests
{
    [Fact]
    public void An_agreement_that_ended_says_on_which_day() =>
        AnomalyWords.OfOne(Anomaly.AgreementEnded, new(2026, 11, 4))
            .Should().Be("Agreement ended on 4 Nov 2026. Record the renewal, or withdraw partner status.");
}
