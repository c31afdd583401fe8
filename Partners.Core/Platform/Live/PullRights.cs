using Partners.Core.Changes;

namespace Partners.Core.Platform.Live;

/// <summary>Whether the console's user may read enough for a pull: a row without one of its fields would come wrong.</summary>
internal static class PullRights
{
    /// <returns>Null if it may.</returns>
    public static Refusal? Refuse(PlatformRights rights)
    {
        string[] closed =
        [
            .. LiveCollection.All
                .Where(collection => collection.IsNeeded && !rights.May(collection.Name, "read", "id"))
                .Select(collection => collection.Name),
        ];
        string[] without =
        [
            .. from collection in LiveCollection.All
               where rights.May(collection.Name, "read")
               from field in collection.Needed
               where !rights.May(collection.Name, "read", field)
               select $"{field} of {collection.Name}",
        ];
        return closed.Length > 0 ? new CollectionsNotReadable(closed)
            : without.Length > 0 ? new FieldsNotReadable(without)
            : null;
    }
}
