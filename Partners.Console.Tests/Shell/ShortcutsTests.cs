using Bunit;
using FluentAssertions;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Shell;

public sealed class ShortcutsTests : ShellContext
{
    private static readonly IReadOnlyList<Shortcut> s_all = [.. Shortcuts.Groups.SelectMany(group => group.Shortcuts)];

    [Fact]
    public void The_dialog_lists_every_shortcut_where_it_holds()
    {
        var dialog = Render<ShortcutsDialog>().Find("dialog");

        dialog.QuerySelector($"#{dialog.GetAttribute("aria-labelledby")}")!.TextContent.Should().Be("Keyboard shortcuts");
        dialog.QuerySelectorAll("h3").Select(heading => heading.TextContent).Should().Equal(Shortcuts.Groups.Select(group => group.Where));
        dialog.QuerySelectorAll("dd").Select(does => does.TextContent).Should().Equal(s_all.Select(shortcut => shortcut.Does));
        dialog
            .QuerySelectorAll("dt")
            .Select(keys => string.Join(' ', keys.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Should().Equal(s_all.Select(shortcut => shortcut.Keys));
    }

    [Fact]
    public void The_script_finds_the_keys_of_each_command_in_the_dialog()
    {
        var answered = Render<ShortcutsDialog>().FindAll("[data-command]").ToDictionary(
            row => row.GetAttribute("data-keys")!,
            row => row.GetAttribute("data-command")!,
            StringComparer.Ordinal);

        answered
            .Should().Contain("?", Shortcuts.List)
            .And.Contain("/", Shortcuts.Find)
            .And.Contain("g o", "/organisations")
            .And.Contain("g t", "/");
        answered.Keys
            .Should().HaveCount(2 + SideNavigation.Entries.Count)
            .And.AllSatisfy(keys => keys.Split(' ').Should().AllSatisfy(key => key.Should().HaveLength(1)));
    }

    [Fact]
    public void Each_page_of_the_navigation_has_a_letter_of_its_own() =>
        SideNavigation.Entries
            .Select(entry => entry.Letter)
            .Should().OnlyHaveUniqueItems()
            .And.AllSatisfy(letter => letter.Should().BeInRange('a', 'z'));

    [Fact]
    public void Keys_and_the_words_between_them_are_told_apart() =>
        new Shortcut("Shift + ← or →", "Move").Pieces.Should().Equal(
            ("Shift", true),
            ("+", false),
            ("←", true),
            ("or", false),
            ("→", true));

    [Fact]
    public void The_dialog_says_how_single_keys_are_switched_off()
    {
        var dialog = Render<ShortcutsDialog>();
        var tick = dialog.Find("input[type=checkbox]");

        tick.ParentElement!.TextContent.Trim().Should().Be("Single-key shortcuts");
        dialog.Find($"#{tick.GetAttribute("aria-describedby")}").TextContent.Should().Contain("This browser keeps it.");
    }
}
