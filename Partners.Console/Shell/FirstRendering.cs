using Microsoft.AspNetCore.Components;
using Partners.Core.Changes;

namespace Partners.Console.Shell;

/// <summary>
/// When the page that is opening was first drawn. What is committed from then until the page is connected would otherwise not reach it,
/// because it shows what the first rendering handed over.
/// </summary>
public sealed class FirstRendering(ChangeFeed feed)
{
    /// <summary>Taken before anything is loaded. Null once another page is shown, which loads for itself.</summary>
    [PersistentState]
    public FeedPlace? Begun { get; set; } = feed.Now;

    /// <summary>What was committed meanwhile; <see cref="Changed.Untold"/> if that cannot be told any more.</summary>
    public IReadOnlyList<Changed> Missed() => Begun is null ? [] : feed.Since(Begun) ?? [Changed.Untold];

    public void End() => Begun = null;
}
