using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Partners.Core.Persistence;

namespace Partners.Bench;

/// <summary>Describes the machine, without which the figures say little.</summary>
internal static class Machine
{
    /// <summary>The load average of the last minute, if the system tells it; includes this program's own work.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    public static string Describe()
    {
        // The core chooses SQLite's assembly.
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
