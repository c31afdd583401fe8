using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor.Services;
using Partners.Console.Presence;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Shell;

/// <summary>Everything that components of the shell need for rendering.</summary>
public abstract class ShellContext : BunitContext
{
    protected static readonly Staff Noor = new("persona:staff", "Noor de Wit", "noor@dembrane.example", Role.Staff.Permissions);

    /// <summary>A busy machine is slow, not broken.</summary>
    static ShellContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(15);

    protected ShellContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddScoped<PageDialogs>();
        Services.AddScoped<FirstRendering>();
        Services.AddSingleton(new ChangeFeed(NullLogger<ChangeFeed>.Instance));
        Services.AddSingleton<ILogger<Faults>>(NullLogger<Faults>.Instance);
        Services.AddSingleton<ILogger<LastSaves>>(NullLogger<LastSaves>.Instance);
        Services.AddSingleton<Faults>();
        Services.AddScoped<Notices>();
        Services.AddScoped<LastSaves>();
        Services.AddSingleton<OpenInput>();
        Services.AddSingleton<OpenRecords>();
    }

    protected ActionRunner NewRunner() => new(Services.GetRequiredService<Faults>());

    protected static Task Refuse(ActionRunner runner, params Refusal[] refusals) =>
        runner.RunAsync(_ => Task.FromResult(Outcome<string>.Refused(refusals)));

    protected sealed record AgreementEnded() : Refusal("The agreement has ended.", "Reference");

    protected sealed record TooMany() : Refusal("There are too many.");
}
