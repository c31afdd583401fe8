using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Partners.Core.Persistence;

namespace Partners.Bench;

/// <summary>What the figures were measured on; without it they say little.</summary>
internal static class Machine
{
    /// <summary>How many wanted a core in the last minute, as far as the system says; this program's own work among them.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    public static string Describe()
    {
        // The core says which assembly SQLite is in.
        RuntimeHelpers.RunModuleConstructor(typeof(PartnersDb).Module.ModuleHandle);
        using var sqlite = new SqliteConnection("Data Source=:memory:");
        sqlite.Open();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024 * 1024.0);
#if DEBUG
        const string Build = "debug build: measure with -c Release";
#else
        const string Build = "release build";
#endif
        return FormattableString.Invariant(
            $"{Environment.ProcessorCount} cores, {memory:0.0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, SQLite {sqlite.ServerVersion}, {Build}; load at the start {Load}.");
    }
}
