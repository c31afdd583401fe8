using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record PersonRow(Guid Id, Guid DirectusUserId, string Email, string DisplayName, DateTimeOffset? CreatedAt)
{
    public static PersonRow Read(RowFields row)
    {
        var id = row.Id("id");
        var directusUserId = row.Id("directus_user_id");
        var email = row.Required("email", RowFields.LongestEmail);

        // Someone who never entered a name is still a person.
        var name = row.Optional("display_name", Organisation.LongestName) ?? email;
        return new(id, directusUserId, email, name, row.OptionalInstant("created_at"));
    }
}

internal sealed class PersonImport : CollectionImport<Person, Guid, PersonRow>
{
    public override string Name => "app_user";

    protected override PersonRow Read(RowFields row) => PersonRow.Read(row);

    protected override Guid KeyOf(PersonRow row) => row.Id;

    /// <summary>Projects and activity refer to a person by Directus user, so two people cannot share one.</summary>
    protected override async Task<Func<PersonRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<PersonRow> rows,
        CancellationToken cancel)
    {
        var users = rows.Select(row => row.DirectusUserId).Distinct().ToList();
        var holders = await db.People.AsNoTracking()
            .Where(person => users.Contains(person.DirectusUserId))
            .Select(person => new { person.DirectusUserId, person.Id })
            .ToDictionaryAsync(person => person.DirectusUserId, person => person.Id, cancel);
        return row => holders.TryAdd(row.DirectusUserId, row.Id) || holders[row.DirectusUserId] == row.Id
            ? null
            : $"The Directus user {row.DirectusUserId} (directus_user_id) belongs to the person {holders[row.DirectusUserId]}.";
    }

    protected override Task<Dictionary<Guid, Person>> ExistingAsync(PartnersDb db, IReadOnlyList<Guid> keys, CancellationToken cancel) =>
        db.People.Where(person => keys.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancel);

    protected override Person New(PersonRow row, ImportSession session) =>
        new(row.Id, row.DirectusUserId, row.Email, row.DisplayName, row.CreatedAt ?? session.At);

    protected override void CopyFromPlatform(Person entity, PersonRow row) =>
        entity.CopyFromPlatform(row.DirectusUserId, row.Email, row.DisplayName, row.CreatedAt ?? entity.CreatedAt);

    protected override void Touch(StaleClients touched, Person entity)
    {
        touched.WithSeatOf(entity.Id);
        touched.OwnedBy(entity.EmailKey);
        touched.HostedBy(entity.Id, entity.EmailKey);
    }

    protected override void Watch(TouchedHandoffs touched, Person entity) => touched.Address(entity.Id, entity.EmailKey);
}
