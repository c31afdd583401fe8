using FluentAssertions;
using Partners.Console.Access;

namespace Partners.Console.Tests.Access;

public sealed class ReturnAddressTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/organisations")]
    [InlineData("/organisations?q=a%2Fb&page=2#top")]
    [InlineData("/signing")]
    public void Keeps_an_address_of_this_console(string address) => ReturnAddress.Local(address).Should().Be(address);

    [Theory]
    [InlineData("/café", "/caf%C3%A9")]
    [InlineData("/organisations?q=Özdemir&page=2#één", "/organisations?q=%C3%96zdemir&page=2#%C3%A9%C3%A9n")]
    [InlineData("/organisations?q=%C3%96zdemir+Ö", "/organisations?q=%C3%96zdemir+%C3%96")]
    [InlineData("/ledger?q=猫🐈", "/ledger?q=%E7%8C%AB%F0%9F%90%88")]
    [InlineData("/\u2028organisations", "/%E2%80%A8organisations")]
    public void Escapes_the_letters_that_a_header_cannot_hold(string address, string escaped) =>
        ReturnAddress.Local(address).Should().Be(escaped);

    [Fact]
    public void Half_a_character_becomes_the_sign_for_unreadable_text()
    {
        ReturnAddress.Local("/ledger?q=\ud83d").Should().Be("/ledger?q=%EF%BF%BD");
        ReturnAddress.Local("/ledger?q=\ude00 x").Should().Be("/ledger?q=%EF%BF%BD x");
        ReturnAddress.Local("/\ud83d\ud83d\ude00").Should().Be("/%EF%BF%BD%F0%9F%98%80");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("organisations")]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/signin")]
    [InlineData("/signin?returnUrl=/")]
    [InlineData("/no-access")]
    public void Goes_to_the_first_page_instead_of_anywhere_else(string? address) => ReturnAddress.Local(address).Should().Be("/");
}
