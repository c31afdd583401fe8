using FluentAssertions;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Hosting;
using Partners.Core.Access;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>
/// The console over the demonstration data, with the certified provider. It uses the machine's clock, because the provider does.
/// </summary>
public sealed class ProviderConsole : DemonstrationConsole
{
    private CertifiedProvider? _provider;

    internal CertifiedProvider Provider
    {
        get
        {
            if (_provider is null)
            {
                CertifiedProvider.IsMissing();
            }

            return _provider!;
        }
    }

    public override async ValueTask InitializeAsync()
    {
        _provider = await CertifiedProvider.StartAsync();
        if (_provider is not null)
        {
            await base.InitializeAsync();
            (await Get<DemonstrationData>().LoadAsync(Staff.AtTheCommandLine("test"), TestContext.Current.CancellationToken)).IsDone
                .Should().BeTrue();
            await _provider.IsAskedByAsync(Address);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_provider is not null)
        {
            await base.DisposeAsync();
            await _provider.DisposeAsync();
        }
    }

    private protected override Task<RunningConsole> StartAsync() => RunningConsole.StartAsync(builder =>
    {
        (string Name, string Value)[] settings =
        [
            ("Authority", Provider.Address.GetLeftPart(UriPartial.Authority)),
            ("ClientId", CertifiedProvider.ClientId),
            ("ClientSecret", CertifiedProvider.ClientSecret),
            ("Scope", "openid profile email roles"),
            ("RequireHttpsMetadata", "false"),
            ("RefreshInterval", "00:00:01"),
            ("RecheckMinutes", "0.05"),
            ("AttemptsPerMinute", "1000"),
        ];
        foreach (var (name, value) in settings)
        {
            builder.Configuration[$"Authentication:{name}"] = value;
        }
    });
}
