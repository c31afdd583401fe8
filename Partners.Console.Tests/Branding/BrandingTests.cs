using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Console.Workspaces;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Branding;

/// <summary>The card over the real services and a database.</summary>
public sealed class BrandingTests : ShellContext, IAsyncLifetime
{
    private readonly LogoScene _scene = new();
    private TestDatabase _database = default!;
    private int _reloads;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_scene.Everything);
        Services.AddSingleton(_database.Get<WorkspaceLogos>());
        RenderTree.Add<CascadingValue<Staff>>(scope => scope.Add(p => p.Value, Noor));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Shows_a_new_logo_at_once_with_its_facts()
    {
        var card = await ShowAsync();
        card.FindAll("img").Should().BeEmpty();
        card.Find("label").TextContent.Trim().Should().Be("Upload logo…");

        await UploadAsync(card, Pictures.Png());

        var logo = (await _database.QueryAsync(db => db.WorkspaceLogos.SingleAsync())).Id;
        card.FindAll("img").Select(image => (image.GetAttribute("alt"), image.GetAttribute("src")))
            .Should().Equal(
                ("Logo of Woonvisie", $"/workspaces/{_scene.Workspace.Id}/logo/{logo}"),
                (string.Empty, $"/workspaces/{_scene.Workspace.Id}/logo/{logo}"));
        card.Find(".facts").TextContent.Should().Contain("PNG, 24 × 16 pixels").And.Contain("20 Nov 2026, 12:00, by Noor de Wit");
        card.Find("label").TextContent.Trim().Should().Be("Replace logo…");
        card.FindAll("[role=status]").Should().Contain(status => status.TextContent.Contains("Logo saved."));
        _reloads.Should().Be(1);
    }

    [Fact]
    public async Task Replaces_the_logo_that_it_shows()
    {
        var card = await ShowAsync();
        await UploadAsync(card, Pictures.Png());
        var first = card.Find("img").GetAttribute("src");

        await UploadAsync(card, Pictures.Jpeg);

        card.Find("img").GetAttribute("src").Should().NotBe(first);
        card.Find(".facts").TextContent.Should().Contain("JPEG");
    }

    [Fact]
    public async Task The_same_logo_again_says_so_once_and_no_longer_that_it_was_saved()
    {
        var card = await ShowAsync();
        await UploadAsync(card, Pictures.Png());
        await UploadAsync(card, Pictures.Png());

        var sentence = new SameLogo().Sentence;
        card.FindAll("[role=status], [role=alert]").Select(said => said.TextContent.Trim()).Where(said => said.Length > 0)
            .Should().Equal(sentence);
    }

    [Fact]
    public async Task Tells_the_size_of_a_file_that_is_too_large_before_it_reads_a_byte()
    {
        var card = await ShowAsync();
        await ChooseAsync(card, new ClosedFile(20 * 1_048_576));

        const string Sentence = "The file has 20 MB. A logo may have 1 MB at most.";
        card.Find("#refusal-logo").TextContent.Should().Be(Sentence);
        card.FindAll("[role=alert]").Select(alert => alert.TextContent.Trim()).Should().Equal(Sentence, string.Empty);
        card.Find("input[type=file]").GetAttribute("aria-invalid").Should().Be("true");
        card.Find("input[type=file]").GetAttribute("aria-describedby")!.Split(' ').Should().Contain("refusal-logo");
        _reloads.Should().Be(0);
    }

    [Fact]
    public async Task Says_that_a_file_could_not_be_read()
    {
        var card = await ShowAsync();
        await ChooseAsync(card, new ClosedFile(100));

        card.Find("#refusal-logo").TextContent.Should().Be(new LogoUnreadable().Sentence);
    }

    [Fact]
    public async Task Says_at_the_button_what_is_wrong_with_a_file()
    {
        var card = await ShowAsync();
        await UploadAsync(card, "<svg/>"u8.ToArray());

        card.Find("#refusal-logo").TextContent.Should().Be(new LogoIsSvg().Sentence);
        (await _database.QueryAsync(db => db.WorkspaceLogos.AnyAsync())).Should().BeFalse();
    }

    [Fact]
    public async Task Tells_who_was_first_and_reloads()
    {
        var card = await ShowAsync();
        await _database.Get<WorkspaceLogos>().PlaceAsync(Make.CommercialOwner, _scene.Place(Pictures.Jpeg), default);
        await UploadAsync(card, Pictures.Png());

        card.Find("[role=alert] .banner-conflict").TextContent.Should().Contain("Changed by Joris Bakker");
        await card.FindAll("button").Single(button => button.TextContent.Trim() == "Reload").ClickAsync();
        card.Find(".facts").TextContent.Should().Contain("by Joris Bakker");
    }

    [Fact]
    public async Task Removes_the_logo_after_a_reason()
    {
        var dialogs = Render<MudDialogProvider>();
        var card = await ShowAsync();
        await UploadAsync(card, Pictures.Png());

        var removing = card.FindAll("button").Single(button => button.TextContent.Trim() == "Remove logo…").ClickAsync();
        dialogs.WaitForElement("form");
        await dialogs.Find("form").SubmitAsync();
        dialogs.Find(".field-refusal").TextContent.Should().StartWith("Enter a reason.");
        dialogs.Find("[role=alert] li").TextContent.Should().Be("Reason");
        await dialogs.Find("textarea").ChangeAsync("The client asked");
        await dialogs.Find("form").SubmitAsync();
        await removing;

        card.FindAll("img").Should().BeEmpty();
        card.FindAll("[role=status]").Should().Contain(status => status.TextContent.Contains("Logo removed."));
        (await _database.QueryAsync(db => db.AuditEntries.OrderBy(entry => entry.Sequence).LastAsync())).Reason
            .Should().Be("The client asked");
    }

    [Fact]
    public async Task Keeps_the_logo_of_who_thinks_better_of_it()
    {
        var dialogs = Render<MudDialogProvider>();
        var card = await ShowAsync();
        await UploadAsync(card, Pictures.Png());

        var removing = card.FindAll("button").Single(button => button.TextContent.Trim() == "Remove logo…").ClickAsync();
        await dialogs.WaitForElements("button").Single(button => button.TextContent.Trim() == "Cancel").ClickAsync();
        await removing;

        card.FindAll("img").Should().HaveCount(2);
    }

    [Fact]
    public async Task Says_beside_the_button_why_the_tier_has_no_logo()
    {
        await _database.ByHandAsync("UPDATE BillingAccounts SET Tier = 'Innovator'");
        var card = await ShowAsync();

        var input = card.Find("input[type=file]");
        input.HasAttribute("disabled").Should().BeTrue();
        card.Find($"#{input.GetAttribute("aria-describedby")}").TextContent.Should().Be(new LogoBelowChangemaker(Tier.Innovator).Sentence);
    }

    [Fact]
    public async Task Says_to_someone_who_may_only_read_who_may_change_the_logo()
    {
        await _database.Get<WorkspaceLogos>().PlaceAsync(Make.Staff, _scene.Place(Pictures.Png()), default);
        var card = await ShowAsync(Noor with { Permissions = Permission.Read });

        card.Find("input[type=file]").HasAttribute("disabled").Should().BeTrue();
        card.Find("button").HasAttribute("disabled").Should().BeTrue();
        card.Markup.Should().Contain(new NotPermitted(Permission.ManageWorkspaces).Sentence);
        card.FindAll("img").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("https://cdn.client.example/logo.png?x=<b>", "The platform has a logo at cdn.client.example.")]
    [InlineData("a3f1c0de", "The platform has a logo.")]
    [InlineData("javascript:alert(1)", "The platform has a logo.")]
    public async Task Tells_of_the_platforms_logo_and_never_loads_it(string url, string sentence)
    {
        var card = await ShowAsync(platformLogoUrl: url);

        card.FindAll("p").Should().Contain(line => line.TextContent == sentence);
        card.FindAll("img, a").Should().BeEmpty();
    }

    private async Task<IRenderedComponent<WorkspaceBranding>> ShowAsync(Staff? staff = null, string? platformLogoUrl = null)
    {
        IRenderedComponent<WorkspaceBranding> card = null!;
        var (summary, version) = await StateAsync();
        card = Render<WorkspaceBranding>(parameters => parameters
            .Add(p => p.WorkspaceId, _scene.Workspace.Id)
            .Add(p => p.WorkspaceName, _scene.Workspace.Name)
            .Add(p => p.Summary, summary)
            .Add(p => p.Version, version)
            .Add(p => p.PlatformLogoUrl, platformLogoUrl)
            .Add(p => p.OnChanged, ReloadAsync)
            .AddCascadingValue(staff ?? Noor));
        return card;

        async Task ReloadAsync()
        {
            _reloads++;
            var (changed, raised) = await StateAsync();
            card.Render(parameters => parameters.Add(p => p.Summary, changed).Add(p => p.Version, raised));
        }
    }

    private async Task<(LogoSummary Summary, int Version)> StateAsync() => (
        (await _database.Get<WorkspaceLogos>().SummaryAsync(Noor, _scene.Workspace.Id, default))!,
        await _database.QueryAsync(db =>
            db.Workspaces.Where(workspace => workspace.Id == _scene.Workspace.Id).Select(workspace => workspace.Version).SingleAsync()));

    private static Task UploadAsync(IRenderedComponent<WorkspaceBranding> card, byte[] content) => ChooseAsync(card, new OpenFile(content));

    private static Task ChooseAsync(IRenderedComponent<WorkspaceBranding> card, IBrowserFile file) =>
        card.InvokeAsync(() => card.FindComponent<InputFile>().Instance.OnChange.InvokeAsync(new InputFileChangeEventArgs([file])));

    private sealed class OpenFile(byte[] content) : IBrowserFile
    {
        public string Name => "logo.png";

        public DateTimeOffset LastModified => FixedClock.Noon;

        public long Size => content.Length;

        public string ContentType => "image/png";

        public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) =>
            Size <= maxAllowedSize ? new MemoryStream(content) : throw new IOException("It is larger than what is asked for.");
    }

    /// <summary>A file of which only the size can be read.</summary>
    private sealed class ClosedFile(long size) : IBrowserFile
    {
        public string Name => "logo.png";

        public DateTimeOffset LastModified => FixedClock.Noon;

        public long Size => size;

        public string ContentType => "image/png";

        public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) =>
            throw new IOException("It is gone.");
    }
}
