using Partners.Core.Values;

namespace Partners.Core.Platform.Live;

/// <summary>
/// How far the console has read the platform, and how well (docs/product.md I51, I54). One row, which every instance shares, and another of
/// the payments from Mollie (I81). All that was changed there before the mark has been read; each pull reads again from some time
/// before it.
/// </summary>
public sealed class PlatformSync : Entity
{
    /// <summary>The id of the platform's own row.</summary>
    public static readonly Guid One = new("00000000-0000-7000-8000-000000000001");

    /// <summary>The id of the row of the payments.</summary>
    public static readonly Guid Payments = new("00000000-0000-7000-8000-000000000002");

    internal PlatformSync()
        : this(One)
    {
    }

    internal PlatformSync(Guid of) => Id = of;

    /// <summary>By the platform's clock, of payments by ours; null before the first pull.</summary>
    public DateTimeOffset? Mark { get; private set; }

    /// <summary>When it last answered a pull to its end.</summary>
    public DateTimeOffset? PulledAt { get; private set; }

    /// <summary>When everything was last compared.</summary>
    public DateTimeOffset? ComparedAt { get; private set; }

    /// <summary>Records that the last comparison ended, because the platform has them no longer.</summary>
    public int Ended { get; private set; }

    /// <summary>Rows that the last comparison found changed or new, and no pull had brought.</summary>
    public int Missed { get; private set; }

    /// <summary>What the last comparison did not dare to end, in a sentence; null where there is nothing.</summary>
    public string? Withheld { get; private set; }

    /// <summary>Why the last pull failed, in a sentence; null where it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Since when pulls fail.</summary>
    public DateTimeOffset? ProblemSince { get; private set; }

    /// <summary>Since when the token or the key is accepted no more: nothing is sent but a try from time to time.</summary>
    public DateTimeOffset? PausedSince { get; private set; }

    /// <summary>What pages say of it.</summary>
    internal SyncNews News => new(PulledAt, ComparedAt, Ended, Missed, Withheld, Problem, ProblemSince);

    internal void Pull(DateTimeOffset mark, DateTimeOffset at)
    {
        // Another instance may have got further meanwhile.
        Mark = Mark > mark ? Mark : mark;
        PulledAt = at;
        (Problem, ProblemSince, PausedSince) = (null, null, null);
    }

    internal void Compare(DateTimeOffset at, int ended, int missed, string? withheld) =>
        (ComparedAt, Ended, Missed, Withheld) = (at, ended, missed, withheld);

    internal void Fail(string sentence, bool pauses, DateTimeOffset at)
    {
        Problem = sentence;
        ProblemSince ??= at;
        PausedSince = pauses ? PausedSince ?? at : null;
    }
}

/// <summary>How fresh what is shown of the platform is, and what is wrong, as <see cref="PlatformSync"/> keeps it.</summary>
public sealed record SyncNews(
    DateTimeOffset? PulledAt,
    DateTimeOffset? ComparedAt,
    int Ended,
    int Missed,
    string? Withheld,
    string? Problem,
    DateTimeOffset? ProblemSince);
