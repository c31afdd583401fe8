using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Partners.Core.Values;

namespace Partners.Core.Persistence;

internal static class ChangedContent
{
    /// <summary>True unless nothing changed, or only the time at which the platform saved the same content again.</summary>
    public static bool ChangesContent(this EntityEntry entry)
    {
        if (entry.State != EntityState.Modified)
        {
            return false;
        }

        var isOnlyTime = false;
        foreach (var property in entry.Properties)
        {
            if (property.IsModified)
            {
                if (!string.Equals(property.Metadata.Name, nameof(IFollowsPlatform.PlatformUpdatedAt), StringComparison.Ordinal))
                {
                    return true;
                }

                isOnlyTime = true;
            }
        }

        return !isOnlyTime;
    }
}
