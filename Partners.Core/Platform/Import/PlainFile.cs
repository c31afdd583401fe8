using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Partners.Core.Platform.Import;

/// <summary>
/// Tells plain files from what only looks like one in a folder. To open a pipe waits for whoever writes to it, and a device never ends.
/// </summary>
internal static class PlainFile
{
    private const int KindMask = 0xF000;
    private const int Plain = 0x8000;

    private const int CurrentFolder = -100;
    private const uint Mode = 2;
    private const int ModeOffset = 28;
    private const int AnswerSize = 256;

    /// <summary>What it is, if it is no plain file and no link to one; null if it is.</summary>
    public static string? OtherKind(string path)
    {
        var target = new FileInfo(path);
        if (target.LinkTarget is not null)
        {
            FileSystemInfo? end;
            try
            {
                end = target.ResolveLinkTarget(returnFinalTarget: true);
            }
            catch (IOException)
            {
                return "a link that leads nowhere";
            }

            return end is not { Exists: true } ? "a link that leads nowhere"
                : OtherKind(end.FullName) is { } kind ? $"a link to {kind}"
                : null;
        }

        if (Directory.Exists(path))
        {
            return "a folder";
        }

        return KindOf(path) switch
        {
            null or Plain => null,
            0x1000 => "a pipe",
            0xC000 => "a socket",
            _ => "a device",
        };
    }

    /// <summary>As the system's own call gives it, in the same form on every processor; null on other systems than Linux.</summary>
    private static int? KindOf(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var answer = new byte[AnswerSize];
        return statx(CurrentFolder, path, flags: 0, Mode, answer) == 0
            ? BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(ModeOffset)) & KindMask
            : null;
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(
        int folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        [Out] byte[] answer);
}
