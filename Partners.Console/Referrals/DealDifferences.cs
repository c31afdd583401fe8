using Partners.Console.Shell;
using Partners.Core.Referrals;
using Partners.Core.Values;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Referrals;

/// <summary>The differences between the deal as opened and as it is now, beside what was typed.</summary>
public static class DealDifferences
{
    public static IReadOnlyList<FieldDifference> Of(DealDetails opened, DealDetails now, DealDraft mine)
    {
        var (before, after) = (opened.Terms[0], now.Terms[0]);
        FieldDifference[] all =
        [
            new(
                "Client workspace",
                WorkspaceOf(opened.Deal),
                WorkspaceOf(now.Deal),
                opened.Deal.WorkspaceId is null ? mine.Client?.Client ?? "None yet" : null),
            new("Kickback %", before.Kickback.ToString(), after.Kickback.ToString(), Percentage(mine.Kickback, FactWords.Nothing)),
            new(
                "Discount %",
                before.Discount.ToString(),
                after.Discount.ToString(),
                Percentage(mine.Discount, Core.Values.Percentage.Zero.ToString())),
            new("Cap (EUR)", Cap(before.Cap), Cap(after.Cap), TypedAmount.ReadEuros(mine.Cap, out var cap) is null ? Cap(cap) : mine.Cap),
            new("Starts", AmsterdamTime.Day(opened.Deal.StartsOn), AmsterdamTime.Day(now.Deal.StartsOn), null),
            new("Expires", Day(before.ExpiresOn), Day(after.ExpiresOn), Day(mine.ExpiresOn)),
            new("Last day", Day(opened.Deal.EndedOn), Day(now.Deal.EndedOn), null),
            new("Void", IsVoid(opened.Deal), IsVoid(now.Deal), null),
            new("Agreement reference", before.AgreementReference, after.AgreementReference, FieldDifference.Text(mine.AgreementReference)),
            new("Notes", FieldDifference.Text(opened.Notes), FieldDifference.Text(now.Notes), FieldDifference.Text(mine.Notes)),
            new(
                "Holds from",
                AmsterdamTime.Day(before.HoldsFrom),
                AmsterdamTime.Day(after.HoldsFrom),
                mine.HoldsFrom is { } day ? AmsterdamTime.Day(day) : FactWords.Nothing),
            new("Paid out", opened.Deal.PaidOut.ToString(), now.Deal.PaidOut.ToString(), null),
        ];
        return FieldDifference.OnlyChanged(all);
    }

    private static string WorkspaceOf(LedgerRow deal) => deal.WorkspaceId is null ? $"None yet: {deal.Client}" : deal.Client;

    private static string Percentage(string? typed, string none) =>
        TypedAmount.ReadPercentage(typed, out var read) is not null ? typed! : read?.ToString() ?? none;

    private static string Cap(Money? cap) => cap?.ToString() ?? "No cap";

    private static string Day(DateOnly? day) => day is { } known ? AmsterdamTime.Day(known) : "No end";

    private static string IsVoid(LedgerRow deal) => deal.Status == DealStatus.Void ? "yes" : "no";
}
