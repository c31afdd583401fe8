using Partners.Console.Shell;
using Partners.Core.Jobs;

namespace Partners.Console.Jobs;

/// <summary>Long work in words.</summary>
public static class JobWords
{
    /// <summary>How long an end that was not complete is news, unless another of the kind began since.</summary>
    private static readonly TimeSpan s_news = TimeSpan.FromDays(1);

    public static string Running(JobNews job) =>
        $"{job.ByName} is {job.About}, since {AmsterdamTime.Moment(job.StartedAt)}."
        + (job.CancelledByName is { } by ? $" {by} cancelled it." : null);

    /// <summary>Why it is not cancelled again; null while nobody did.</summary>
    public static string? Stopping(JobNews job) => job.CancelledByName is null ? null : "It stops in a moment.";

    /// <summary>Null where it completed, where whoever started it cancelled it, and where it is no news any more.</summary>
    public static string? Ended(JobNews job, DateTimeOffset now)
    {
        var isNews = job.State == JobState.Failed || (job.State == JobState.Cancelled && job.CancelledByName is not null);
        return isNews && job.Message is not null && now - job.EndedAt < s_news
            ? $"{job.ByName} was {job.About} on {AmsterdamTime.Moment(job.StartedAt)}. {job.Message}"
            : null;
    }
}
