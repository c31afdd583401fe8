using FluentAssertions;
using Partners.Console.Platform;
using Partners.Core.Outbox;

namespace Partners.Console.Tests.Platform;

public sealed class ChangeWordsTests
{
    /// <summary>Names of the platform's fields that are no words: an underscore, or the end of an id.</summary>
    private static readonly string[] s_raw = ["_", " id", "none", "null", "True", "False"];

    [Theory]
    [InlineData(PlatformFields.MollieCustomer, "null", "no customer at the payment provider")]
    [InlineData(PlatformFields.MollieSubscription, "null", "no subscription at the payment provider")]
    [InlineData(PlatformFields.PaymentMode, "\"offline\"", "payment by invoice")]
    [InlineData(PlatformFields.UsageContext, "\"internal\"", "kind own team")]
    [InlineData(PlatformFields.HandoffStatus, "null", "the platform’s own handoff is over")]
    [InlineData(PlatformFields.LogoUrl, "null", "no logo")]
    [InlineData(PlatformFields.Cap, "null", "no cap")]
    [InlineData(PlatformFields.Cap, "2500", "cap € 2,500.00")]
    [InlineData(PlatformFields.ExpiresAt, "null", "no end")]
    [InlineData(PlatformFields.IsPartner, "false", "is no longer a partner")]
    [InlineData(PlatformFields.StickyRemoved, """["a","b"]""", "people kept out 2")]
    public void Says_a_field_and_its_value_in_words(string field, string value, string words) =>
        Said(field, value).Should().Be($"Record Vlierdam: {words}");

    [Fact]
    public void Prints_no_raw_name_for_any_field_that_staff_empty()
    {
        foreach (var field in typeof(PlatformFields).GetFields()
            .Select(constant => (string)constant.GetRawConstantValue()!)
            .Where(name => name is not (PlatformFields.NewRecord or PlatformFields.DeletedAt or PlatformFields.Id)))
        {
            Said(field, "null").Should().NotContainAny(s_raw, "{0} is shown to people", field);
        }
    }

    private static string Said(string field, string value) =>
        ChangeWords.Of(new(
            Total: 1,
            [
                new(
                    Guid.NewGuid(),
                    "somewhere",
                    "1",
                    "Vlierdam",
                    field,
                    value,
                    "noor",
                    "Noor de Wit",
                    DateTimeOffset.UnixEpoch,
                    "Handed off",
                    RequestId: null,
                    PlatformChangeState.Waiting,
                    SettledAt: null),
            ],
            Entry: null,
            new Dictionary<string, string>(StringComparer.Ordinal))).Single().Text;
}
