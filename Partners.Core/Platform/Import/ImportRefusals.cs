using System.Globalization;
using Partners.Core.Changes;

namespace Partners.Core.Platform.Import;

public sealed record FolderNotFound(string Folder)
    : Refusal($"There is no folder {Folder}.", "folder");

public sealed record FolderWithoutExports(string Folder)
    : Refusal($"The folder {Folder} holds none of the platform's exports (app_user.json, org.json and so on).", "folder");

public sealed record FileNotReadable(string File)
    : Refusal($"{File} cannot be read. Nothing was imported.");

/// <param name="Line">1 for the first.</param>
/// <param name="Position">Byte position in the line, 1 for the first.</param>
public sealed record FileIsNotJson(string File, long Line, long Position)
    : Refusal(string.Create(CultureInfo.InvariantCulture, $"{File} is not JSON: line {Line}, position {Position}. Nothing was imported."));

public sealed record FileHoldsNoRows(string File)
    : Refusal(
        $"{File} holds no list of rows: neither a bare list, nor one under \"data\", \"_embedded.payments\", \"_embedded.refunds\" or "
            + "\"_embedded.chargebacks\". "
            + "Nothing was imported.");

public sealed record RowTooLarge(string File, long Row)
    : Refusal(string.Create(CultureInfo.InvariantCulture, $"Row {Row} of {File} is larger than 64 MB. Nothing was imported."));
