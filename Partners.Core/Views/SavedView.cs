using System.Buffers;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Views;

/// <summary>The lists that can have saved views.</summary>
public enum ViewedGrid
{
    Organisations,
    Ledger,
    Pipeline,
}

/// <summary>
/// How one person likes to see a list, under a name of their own: filters, order, columns, density and page size. It is stored as the query
/// of the page's address, so that a view and a link mean the same. Parts that a later version no longer knows are ignored.
/// </summary>
public sealed class SavedView : Entity
{
    public const int LongestName = 60;
    public const int LongestQuery = 2_000;

    /// <summary>Per person and list.</summary>
    public const int Most = 30;

    /// <summary>The characters that RFC 3986 allows in a query.</summary>
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

    /// <summary>The person, by the identity provider's subject.</summary>
    public string Subject { get; private set; } = string.Empty;

    public ViewedGrid Grid { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The name as a search key: a person's names for one list must differ in more than case and accents.</summary>
    public string NameKey { get; private set; } = string.Empty;

    /// <summary>Without the question mark; empty for the plain list.</summary>
    public string Query { get; private set; } = string.Empty;

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Null while the view is offered.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>True if the list opens with this view when its address has no query. A person has at most one per list.</summary>
    public bool OpensList { get; private set; }

    /// <summary>Why it cannot be saved; null if it can.</summary>
    internal static Refusal? Refuse(string name, string query) =>
        name.Length == 0 ? new ViewNameMissing()
        : name.Length > LongestName ? new TooLong("The name", LongestName, nameof(SaveView.Name))
        : query.Length > LongestQuery ? new ViewTooLong()
        : query.AsSpan().ContainsAnyExcept(s_ofQuery) ? new NotAnAddress()
        : null;

    internal void SaveOver(string name, string query, DateTimeOffset at) => (Name, Query, SavedAt) = (name, query, at);

    internal void Open(bool opensList) => OpensList = opensList;

    /// <summary>If the list opened with this view, it opens unfiltered again.</summary>
    internal void Remove(DateTimeOffset at) => (RemovedAt, OpensList) = (at, false);
}

// Fields are those of SaveView.

public sealed record ViewNameMissing() : Refusal("Enter a name for the view.", nameof(SaveView.Name));

/// <param name="Name">As the person first wrote it.</param>
public sealed record ViewNameTaken(string Name)
    : Refusal($"You have a view called {Name}. Save over it, or choose another name.", nameof(SaveView.Name));

public sealed record TooManyViews()
    : Refusal($"You keep {SavedView.Most} views of this list already. Remove one first.", nameof(SaveView.Name));

public sealed record ViewTooLong() : Refusal("This view has more filters than can be kept. Remove some.");

public sealed record NotAnAddress() : Refusal("This view's address cannot be kept. Choose its filters again.");

public sealed record NoSuchView() : Refusal("This view is not there any more.");
