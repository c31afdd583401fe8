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
