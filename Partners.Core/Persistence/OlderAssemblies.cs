using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Partners.Core.Persistence;

/// <summary>
/// Lets the runtime accept an assembly that is older than the one asked for, for the packages named in
/// Directory.Build.targets and in the test project's file: the registry carries no newer ones. Goes when it does.
/// </summary>
internal static class OlderAssemblies
{
    private static readonly string[] s_accepted =
    [
        "SQLitePCLRaw.core", // 2.0.6 for 2.1
        "AngleSharp.Diffing", // 0.17 for 1.1, in tests only
    ];

    /// <summary>Runs before anything of this assembly, and so before SQLite is first used.</summary>
#pragma warning disable CA2255 // A module initialiser is the only place early enough for a resolving handler.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Accept() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName asked)
    {
        if (asked.Version is null || !s_accepted.Contains(asked.Name, StringComparer.Ordinal))
        {
            return null;
        }

        // Asked again without a version, the loader takes what stands beside the application.
        return context.LoadFromAssemblyName(new AssemblyName(asked.Name!));
    }
}
