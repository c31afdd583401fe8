using System.Globalization;
using Partners.Console.Findings;
using Partners.Console.Platform;
using Partners.Console.Shell;
using Partners.Core.Platform;
using Partners.Core.Platform.Import;

namespace Partners.Console.CommandLine;

/// <summary>Prints an import's result as a table, and every stored rejection.</summary>
internal static class ImportReport
{
    private const int NameWidth = 22;
    private const int NumberWidth = 12;

    public static async Task WriteAsync(TextWriter output, ImportResult result)
    {
        await output.WriteLineAsync(Line("Collection", "Added", "Updated", "Unchanged", "Rejected"));
        foreach (var collection in result.Collections)
        {
            await output.WriteLineAsync(Line(collection));
        }

        await output.WriteLineAsync(Line(new CollectionResult(
            "Total",
            result.Collections.Sum(collection => collection.Added),
            result.Collections.Sum(collection => collection.Updated),
            result.Collections.Sum(collection => collection.Unchanged),
            result.Rejected)));
        await output.WriteLineAsync();

        foreach (var file in result.SkippedFiles)
        {
            await output.WriteLineAsync($"Skipped {file}: the folder does not hold it.");
        }

        foreach (var warning in result.Warnings)
        {
            await output.WriteLineAsync($"{(warning.IsPart ? "Incomplete" : "Check")} {warning.File}: {warning.Sentence}");
        }

        foreach (var collection in result.Collections.Where(collection => collection.LeftAlone > 0))
        {
            await output.WriteLineAsync($"Older {collection.Name}: {ImportWords.LeftAlone(collection.LeftAlone)}");
        }

        foreach (var rejection in result.Rejections)
        {
            await output.WriteLineAsync($"Rejected {rejection.File}, {rejection.Item}: {rejection.Reason}");
        }

        if (result.Rejected > result.Rejections.Count)
        {
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"… and {result.Rejected - result.Rejections.Count:N0} more rejected rows, counted and not listed."));
        }

        foreach (var found in result.Findings)
        {
            await output.WriteLineAsync($"Anomaly: {FindingWords.Heading(found.Kind)}: {Words.Number(found.Count)}");
        }

        await output.WriteLineAsync(Ending(result));
    }

    private static string Ending(ImportResult result)
    {
        var seconds = Math.Max(result.Took.TotalSeconds, 0.001);
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Rows:N0} rows in {seconds:N1} s, {result.Rows / seconds:N0} a second");
        var ending = result.Status switch
        {
            ImportStatus.Completed or ImportStatus.CompletedWithRejections => "Done",
            ImportStatus.CompletedInPart => "Done with what is there, which is not all",
            _ => result.Message!.TrimEnd('.'),
        };
        return result.IsDryRun ? $"{ending}: {figures}. Dry run: nothing was changed." : $"{ending}: {figures}.";
    }

    private static string Line(CollectionResult collection) =>
        Line(
            collection.Name,
            Words.Number(collection.Added),
            Words.Number(collection.Updated),
            Words.Number(collection.Unchanged),
            Words.Number(collection.Rejected));

    private static string Line(string name, params string[] numbers) =>
        name.PadRight(NameWidth) + string.Concat(numbers.Select(number => number.PadLeft(NumberWidth)));
}
