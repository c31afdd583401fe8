using System.Text.Json;
using Partners.Core.Changes;
using Partners.Core.Platform.Import.Collections;

namespace Partners.Core.Platform.Import;

/// <summary>A folder of the platform's exports (docs/product.md I1).</summary>
internal static class ExportFolder
{
    /// <summary>
    /// Parents before children. Workspaces and billing accounts reference each other; the workspace's reference is not checked.
    /// </summary>
    public static readonly IReadOnlyList<CollectionImport> Collections =
    [
        new PersonImport(),
        new OrganisationImport(),
        new WorkspaceImport(),
        new BillingAccountImport(),
        new OrganisationMembershipImport(),
        new WorkspaceMembershipImport(),
        new WorkspaceInviteImport(),
        new ProjectImport(),
        new ProjectWebhookImport(),
        new ConversationImport(),
        new ActivityImport(),
        new PaymentImport(),
        new RefundImport(),
        new ChargebackImport(),
        new PaidInvoiceImport(),
        new DealImport(),
    ];

    /// <summary>The lists of which the folder holds a file.</summary>
    public static IReadOnlyList<ExportList> ListsIn(string folder)
    {
        var files = ExportFile.In(folder);
        return
        [
            .. Collections
                .Where(collection => files.Contains(collection.Name))
                .Select(collection => new ExportList(
                    collection,
                    [.. files[collection.Name].Where(file => file.OtherKind is null)],
                    [.. files[collection.Name].Where(file => file.OtherKind is not null)])),
        ];
    }

    /// <summary>Reads a whole file once and says what is wrong with its outer structure; null if nothing is.</summary>
    /// <param name="seen">Called for each row.</param>
    public static Refusal? Check(
        ExportFile file,
        RowSeen seen,
        Action<JsonRows> passed,
        out IReadOnlyList<PageFacts> pages,
        CancellationToken cancel)
    {
        pages = [];
        try
        {
            using var rows = file.Open();
            var refusal = Check(rows, file.Name, seen, passed, cancel);
            pages = rows.Pages;
            return refusal;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new FileNotReadable(file.Name);
        }
    }

    private static Refusal? Check(JsonRows rows, string file, RowSeen seen, Action<JsonRows> passed, CancellationToken cancel)
    {
        try
        {
            if (!rows.FindRows())
            {
                return new FileHoldsNoRows(file);
            }

            while (rows.Next())
            {
                seen(rows.Current.Span);
                if (rows.Row % CollectionImport.BatchSize == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    passed(rows);
                }
            }

            passed(rows);
            return null;
        }
        catch (JsonException fault)
        {
            return fault.LineNumber is { } line
                ? new FileIsNotJson(file, line + 1, (fault.BytePositionInLine ?? 0) + 1)
                : new RowTooLarge(file, rows.Row + 1);
        }
    }
}

internal delegate void RowSeen(ReadOnlySpan<byte> row);

/// <summary>How much of a list its files hold.</summary>
internal enum ListExtent
{
    /// <summary>They say nothing of it.</summary>
    Unsaid,

    /// <summary>They say how many rows there are in all, and hold as many.</summary>
    Whole,

    /// <summary>They say that there are more.</summary>
    Part,
}

/// <summary>One collection's files in a folder.</summary>
/// <param name="Files">In the order of their pages.</param>
/// <param name="Others">What has such a name and is no plain file.</param>
internal sealed record ExportList(CollectionImport Collection, IReadOnlyList<ExportFile> Files, IReadOnlyList<ExportFile> Others)
{
    /// <summary>What its pages say of themselves against what they hold; known once they were checked.</summary>
    public ListExtent Extent { get; set; }

    /// <summary>Every row of every file.</summary>
    public IEnumerable<(string File, ReadOnlyMemory<byte> Row)> Rows(CancellationToken cancel)
    {
        foreach (var file in Files)
        {
            using var rows = file.Open();
            rows.FindRows();
            while (rows.Next())
            {
                cancel.ThrowIfCancellationRequested();
                yield return (file.Name, rows.Current);
            }
        }
    }
}
