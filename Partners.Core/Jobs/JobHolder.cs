using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Partners.Core.Jobs;

/// <summary>The process that does a job, told apart from every other, also from a later one that was given the same number.</summary>
/// <param name="Machine">
/// Its name; on Linux with this boot and the namespace that numbers its processes, since containers may share a name.
/// </param>
/// <param name="Stamp">When the process started, as this system counts it; never compared between machines.</param>
internal sealed record JobHolder(string Machine, int ProcessId, long Stamp)
{
    public static readonly JobHolder Me = new(MachineOf(), Environment.ProcessId, StampOf(Environment.ProcessId) ?? 0);

    /// <summary>Whether it was a process of this machine and is none any more. Of a process elsewhere only its lease tells.</summary>
    public bool IsGone()
    {
        if (!string.Equals(Machine, Me.Machine, StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
        }
        catch (ArgumentException)
        {
            return true;
        }

        return StampOf(ProcessId) is { } stamp && stamp != Stamp;
    }

    /// <summary>Null where this account may not see it.</summary>
    private static long? StampOf(int processId)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(processId);
                return process.StartTime.ToUniversalTime().Ticks;
            }

            // In ticks since the boot: a start time by the clock changes when the clock is set. After the name in brackets the state is the
            // first field and the start the twentieth.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? 0 : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception unseen) when (unseen
            is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static string MachineOf()
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                return Environment.MachineName;
            }

            var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            var processes = File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name;
            return $"{Environment.MachineName} {boot} {processes}";
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return Environment.MachineName;
        }
    }
}
