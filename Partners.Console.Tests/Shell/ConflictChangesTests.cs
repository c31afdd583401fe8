using FluentAssertions;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Shell;

public sealed class ConflictChangesTests
{
    [Fact]
    public void Names_the_fields_in_words_and_leaves_out_what_stayed() =>
        ConflictChanges.Of("""{"name":"A","agreementReference":null,"signed_on":"2026-11-02"}""", """{"name":"A","agreementReference":"PA-1","signed_on":"2026-11-03"}""")
            .Should().Equal(new ConflictChange("Agreement reference", "–", "PA-1"), new ConflictChange("Signed on", "2026-11-02", "2026-11-03"));

    [Fact]
    public void Goes_into_what_is_nested() =>
        ConflictChanges.Of(jsonBefore: null, """{"agreement":{"endsOn":"2027-01-01","confirmed":true}}""")
            .Should().Equal(new ConflictChange("Agreement ends on", "–", "2027-01-01"), new ConflictChange("Agreement confirmed", "–", "yes"));

    [Fact]
    public void Shows_text_that_is_no_JSON_as_it_is() =>
        ConflictChanges.Of("<b>", jsonAfter: null).Should().Equal(new ConflictChange("Value", "<b>", "–"));
}
