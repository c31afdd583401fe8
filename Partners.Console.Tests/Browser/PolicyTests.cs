using FluentAssertions;

namespace Partners.Console.Tests.Browser;

/// <summary>
/// The browser enforces the policy. Every other browser test, above all <see cref="AccessibilityTests"/> with every page and dialog, shows
/// that no page violates it: a violation is an error in the browser's console, and a page may log none.
/// </summary>
public sealed class PolicyTests(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Theory]
    [InlineData(
        "const added = document.createElement('script'); added.textContent = 'window.ran = true'; document.body.append(added)",
        "script-src")]
    [InlineData(
        "document.body.insertAdjacentHTML('beforeend', '<button id=added onclick=\"window.ran = true\"></button>'); "
            + "document.getElementById('added').click()",
        "script-src")]
    [InlineData(
        "const added = document.createElement('style'); added.textContent = 'h1 { display: none }'; document.head.append(added); "
            + "window.ran = getComputedStyle(document.querySelector('h1')).display === 'none'",
        "style-src")]
    [InlineData(
        "const added = document.createElement('base'); added.href = 'https://elsewhere.example/'; document.head.prepend(added); window.ran "
            + "= document.baseURI.includes('elsewhere')",
        "base-uri")]
    [InlineData(
        "document.body.insertAdjacentHTML('beforeend', '<form id=added method=post action=\"https://elsewhere.example/\"></form>'); "
            + "document.getElementById('added').submit()",
        "form-action")]
    [InlineData("fetch('https://elsewhere.example/').catch(() => null)", "connect-src")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/signin\"></iframe>')", "frame-src")]
    [InlineData("new Image().src = 'https://elsewhere.example/seen.png'", "img-src")]
    public async Task What_somebody_smuggles_into_a_page_is_not_run_and_not_sent(string smuggled, string directive)
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/organisations");
        var offence = await noor.Page.EvaluateAsync<string>(
            $$"""
            () => new Promise(resolve => {
              document.addEventListener('securitypolicyviolation', offence => resolve(offence.effectiveDirective), { once: true });
              {{smuggled}};
            })
            """);

        offence.Should().StartWith(directive);
        (await noor.Page.EvaluateAsync<bool>("window.ran === true")).Should().BeFalse();
        noor.TakeComplaints().Should().NotBeEmpty("an offence is heard by every browser test");
    }

    [Fact]
    public async Task The_circuit_is_connected_and_no_script_of_a_page_is_inline()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/organisations");

        (await noor.Screen.Locator("script:not([src]), style").CountAsync()).Should().Be(0);
    }
}
