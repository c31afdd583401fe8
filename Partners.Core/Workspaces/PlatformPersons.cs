using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Who somebody of our staff is on the platform.</summary>
internal static class PlatformPersons
{
    /// <summary>The account with the address of whoever makes the change; null if they have none there.</summary>
    public static async Task<Guid?> PersonThereAsync(this Change change, CancellationToken cancel)
    {
        if (change.Who.Email.Length == 0)
        {
            return null;
        }

        var key = EmailAddress.Key(change.Who.Email);
        return await change.Db.People
            .Where(person => person.EmailKey == key)
            .OrderBy(person => person.Id)
            .Select(person => (Guid?)person.Id)
            .FirstOrDefaultAsync(cancel);
    }
}
