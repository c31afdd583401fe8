using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Billing;

internal static class CountedSeats
{
    public static async Task<IReadOnlyDictionary<Guid, SeatCount>> SeatsOfAsync(
        this PartnersDb db,
        DateTimeOffset now,
        params Guid[] accounts) =>
        await db.BillingAccounts.Where(account => accounts.Contains(account.Id))
            .WithSeats(db, now)
            .Select(seated => new { seated.Account.Id, seated.People, seated.Invited })
            .ToDictionaryAsync(seated => seated.Id, seated => new SeatCount(seated.People, seated.Invited));
}
