using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Core.Jobs;

/// <summary>A kind of long work. One of a kind runs at a time. Each room registers its own.</summary>
/// <param name="needs">What it takes to start one, and to cancel one.</param>
/// <param name="noun">As a sentence names it: "import".</param>
/// <param name="left">A sentence on what there is of one that did not complete: "Nothing was moved."</param>
public class JobKind(string name, Permission needs, string noun, string left)
{
    public string Name => name;

    public Permission Needs => needs;

    internal string Interrupted => $"Interrupted: the process ended before the {noun} did. {left}";

    internal string Cancelled(string? byName) => byName is null ? $"Cancelled. {left}" : $"Cancelled by {byName}. {left}";

    internal string Faulted(Exception fault) =>
        $"{DatabaseFault.Of(fault)?.SentenceForStaff ?? "Stopped by a fault, which stands in the log."} {left}";

    /// <summary>What came of a job whose process ended before its row did. Asked again where the answer could not be written.</summary>
    internal virtual Task<JobEnd> FindEndAsync(Job job, CancellationToken cancel) =>
        Task.FromResult(new JobEnd(JobState.Failed, Interrupted));
}
