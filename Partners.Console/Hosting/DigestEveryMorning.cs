using Partners.Core.Access;
using Partners.Core.Today;
using Partners.Core.Values;

namespace Partners.Console.Hosting;

/// <summary>Writes the morning's digests, not before seven in Amsterdam, and not after noon: by then the morning is over.</summary>
internal sealed partial class DigestEveryMorning(MorningDigests digests, TimeProvider time, ILogger<DigestEveryMorning> log)
    : DailyJob(time)
{
    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read);

    private static readonly TimeSpan s_begins = TimeSpan.FromHours(7);

    private static readonly TimeSpan s_ends = TimeSpan.FromHours(12);

    private readonly TimeProvider _time = time;

    protected override bool AlsoAtStart => true;

    protected override async Task<bool> DoAsync(DateOnly day, CancellationToken cancel)
    {
        var hour = _time.GetUtcNow().InAmsterdam().TimeOfDay;
        return hour >= s_ends || (hour >= s_begins && (await digests.SendAsync(s_console, day, cancel)).IsDone);
    }

    protected override void Failed(Exception fault, DateOnly day) => LogFailed(fault, day);

    [LoggerMessage(Level = LogLevel.Error, Message = "The digests of {Day} could not be written. It is tried again.")]
    private partial void LogFailed(Exception fault, DateOnly day);
}
