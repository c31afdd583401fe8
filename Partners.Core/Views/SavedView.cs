using System.Buffers;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Views;

/// <summary>The lists of which a person can keep views.</summary>
public enum ViewedGrid
{
    Organisations,
    Ledger,
    Pipeline,
}

/// <summary>
/// How one person likes to see a list, under a name of their own: filters, order, columns, density and rows on a page. It is kept as the query
/// of the page's address, so that a view and a link say the same, and what a later version does not know any more means nothing.
/// </summary>
public sealed class SavedView : Entity
{
    public const int LongestName = 60;
    public const int LongestQuery = 2_000;

    /// <summary>Of one person for one list.</summary>
    public const int Most = 30;

    /// <summary>What RFC 3986 lets stand in a query.</summary>
    private static readonly SearchValues<char> s_ofQuery =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%!$&'()*+,;=:@/?");

    private SavedView()
    {
    }

    internal SavedView(string subject, ViewedGrid grid, string name, string query, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (Subject, Grid, Name, NameKey, Query, SavedAt) = (subject, grid, name, SearchKey.Of(name), query, at);
    }

    /// <summary>Whose, by the identity provider's subject.</summary>
    public string Subject { get; private set; } = string.Empty;

    public ViewedGrid Grid { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>A person's names for one list differ in more than capitals and accents.</summary>
    public string NameKey { get; private set; } = string.Empty;

    /// <summary>Without the question mark; empty for the plain list.</summary>
    public string Query { get; private set; } = string.Empty;

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Null while it is offered.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Whether the list opens with it where its address says nothing. Of a person's views of a list, one does at most.</summary>
    public bool OpensList { get; private set; }

    /// <summary>Why it cannot be kept; null where it can.</summary>
    internal static Refusal? Refuse(string name, string query) =>
        name.Length == 0 ? new ViewNameMissing()
        : name.Length > LongestName ? new TooLong("The name", LongestName, nameof(SaveView.Name))
        : query.Length > LongestQuery ? new ViewTooLong()
        : query.AsSpan().ContainsAnyExcept(s_ofQuery) ? new NotAnAddress()
        : null;

    internal void SaveOver(string name, string query, DateTimeOffset at) => (Name, Query, SavedAt) = (name, query, at);

    internal void Open(bool opensList) => OpensList = opensList;

    /// <summary>The list opens with all of it again, where it opened with this.</summary>
    internal void Remove(DateTimeOffset at) => (RemovedAt, OpensList) = (at, false);
}

// Why a view was not kept, or not opened with. Fields are those of SaveView.

public sealed record ViewNameMissing() : Refusal("Give the view a name.", nameof(SaveView.Name));

/// <param name="Name">As the person wrote it the first time.</param>
public sealed record ViewNameTaken(string Name) : Refusal($"You have a view called {Name}. Save over it, or choose another name.", nameof(SaveView.Name));

public sealed record TooManyViews() : Refusal($"You keep {SavedView.Most} views of this list already. Remove one first.", nameof(SaveView.Name));

public sealed record ViewTooLong() : Refusal("This view has more filters than can be kept. Remove some.");

public sealed record NotAnAddress() : Refusal("This view's address cannot be kept. Choose its filters again.");

public sealed record NoSuchView() : Refusal("This view is not there any more.");
