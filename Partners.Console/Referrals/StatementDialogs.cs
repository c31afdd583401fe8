using Partners.Console.Shell;
using Partners.Core.Referrals;

namespace Partners.Console.Referrals;

/// <summary>The result of closing a month: one of the two is set.</summary>
/// <param name="Changed">The statement had changed, and nothing was closed.</param>
public sealed record MonthAnswer(MonthClosed? Closed, StatementHasChanged? Changed);

public static class StatementDialogs
{
    /// <returns>Null if the person did not continue.</returns>
    public static async Task<MonthAnswer?> CloseMonthAsync(this PageDialogs dialogs, StatementShown shown) =>
        await dialogs.OpenAsync<CloseMonthDialog>(
            $"Close {LedgerWords.Of(shown.Statement.Month)} for {shown.Statement.Partner}",
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(CloseMonthDialog.Shown)] = shown }) as MonthAnswer;
}
