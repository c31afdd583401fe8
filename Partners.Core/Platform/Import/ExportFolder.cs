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
        new ConversationImport(),
        new ActivityImport(),
        new PaymentImport(),
        new RefundImport(),
        new DealImport(),
    ];

    public static JsonRows Open(string folder, CollectionImport collection) =>
        new(new FileStream(
            Path.Combine(folder, collection.File),
            new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            }));

    /// <summary>Reads a whole file once and says what is wrong with its outer structure; null if nothing is.</summary>
    public static Refusal? Check(string folder, CollectionImport collection, Action<JsonRows> passed, CancellationToken cancel)
    {
        try
        {
            using var rows = Open(folder, collection);
            return Check(rows, collection.File, passed, cancel);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new FileNotReadable(collection.File);
        }
    }

    private static Refusal? Check(JsonRows rows, string file, Action<JsonRows> passed, CancellationToken cancel)
    {
        try
        {
            if (!rows.FindRows())
            {
                return new FileHoldsNoRows(file);
            }

            while (rows.Next())
            {
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
