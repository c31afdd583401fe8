using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Hosting;
using Partners.Console.MadeUp;
using Partners.Console.Tests.Support;
using Partners.Core;

namespace Partners.Console.Tests.Hosting;

/// <summary>The real host on a free port of this machine, over its own new database.</summary>
public sealed partial class RunningConsole : IAsyncDisposable
{
    public const string TokenField = "__RequestVerificationToken";

    private readonly WebApplication _app;
    private readonly string _file;
    private readonly DirectoryInfo? _ownFolder;

    private RunningConsole(WebApplication app, string file, DirectoryInfo? ownFolder)
    {
        _app = app;
        _file = file;
        _ownFolder = ownFolder;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="kept">The database's folder, for a test that starts the console again; otherwise a temporary one.</param>
    /// <param name="lay">Puts a database there, if it should not be empty.</param>
    public static async Task<RunningConsole> StartAsync(
        Action<WebApplicationBuilder>? configure = null,
        DirectoryInfo? kept = null,
        Func<string, Task>? lay = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = kept ?? Directory.CreateTempSubdirectory("partners-");
        var file = Path.Combine(folder.FullName, "partners.db");
        if (!await TestStore.ExistsAsync(file))
        {
            await (lay ?? Templates.CopyMigratedAsync)(file);
        }

        var app = ConsoleHost.Build(["--environment=Development", "--urls=http://127.0.0.1:0"], builder =>
        {
            configure?.Invoke(builder);
            if (TestStore.IsServer)
            {
                builder.Configuration[KeyRing.FolderSetting] ??= Path.Combine(folder.FullName, "keys");
            }

            builder.Services.AddPartnersCore(TestStore.AddressOf(file)).AddMadeUpData();
        });
        await app.StartAsync(cancellation);
        return new RunningConsole(app, file, kept is null ? folder : null);
    }

    /// <summary>An HTTP client that keeps cookies, and returns redirects instead of following them.</summary>
    public HttpClient Visitor() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>Someone who pressed the persona's button.</summary>
    public async Task<HttpClient> SignedInAsync(string persona)
    {
        var visitor = Visitor();
        using var answer = await SignInAsync(visitor, persona);
        return visitor;
    }

    public static async Task<HttpResponseMessage> SignInAsync(HttpClient visitor, string persona, string? returnUrl = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var page = await visitor.GetStringAsync(new Uri("/signin", UriKind.Relative), cancellation);
        return await PostAsync(
            visitor,
            "/signin/persona",
            ("persona", persona),
            ("returnUrl", returnUrl ?? "/"),
            (TokenField, TokenIn(page)));
    }

    public static async Task<HttpResponseMessage> PostAsync(HttpClient visitor, string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await visitor.PostAsync(new Uri(address, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    public static string TokenIn(string page) => Token().Match(page).Groups["token"].Value;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await TestStore.LeaveAsync(_file, keeps: _ownFolder is null);
        _ownFolder?.Delete(recursive: true);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
