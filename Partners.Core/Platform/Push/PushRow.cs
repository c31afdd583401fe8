using System.Globalization;
using System.Text.Json.Nodes;
using Partners.Core.Outbox;

namespace Partners.Core.Platform.Push;

/// <summary>A field of the platform's that one change is to set.</summary>
/// <param name="Change">The id of the change.</param>
/// <param name="Before">What the platform is believed to have; meaningless where it is not known.</param>
/// <param name="KnowsBefore">False where nobody ever said what the platform has: whatever is there is replaced.</param>
public sealed record PushField(Guid Change, string Field, JsonNode? Before, bool KnowsBefore, JsonNode? After);

/// <summary>A row of the platform's that an act makes or changes.</summary>
/// <param name="Item">Its id, as the platform writes it.</param>
/// <param name="Values">Of a new row; null of one that is there.</param>
/// <param name="Fields">Of a row that is there, and none of a new one.</param>
/// <param name="Changes">The changes that are done with it.</param>
public sealed record PushRow(
    string Collection,
    string Item,
    string Name,
    JsonObject? Values,
    IReadOnlyList<PushField> Fields,
    IReadOnlyList<Guid> Changes)
{
    public bool IsNew => Values is not null;

    public (string Collection, string Item) Key => (Collection, Item);

    /// <summary>The id as the platform takes it: a deal's is a number.</summary>
    public JsonValue Id => Collection == PlatformFields.ReferralLedger && long.TryParse(Item, CultureInfo.InvariantCulture, out var number)
        ? JsonValue.Create(number)
        : JsonValue.Create(Item);
}

public enum StepShape
{
    /// <summary>One row, on the condition that it still is as before.</summary>
    Change,

    /// <summary>Rows of one collection, all or none.</summary>
    ChangeMany,

    /// <summary>Memberships with their workspace and its account in one transaction.</summary>
    ChangeNested,

    /// <summary>New rows of one collection, all or none.</summary>
    Create,

    /// <summary>New rows, each nested in the one before it, in one transaction.</summary>
    CreateChain,

    /// <summary>A file under an id of ours.</summary>
    File,
}

/// <summary>What is sent in one request.</summary>
/// <param name="IsApart">Nothing after it depends on it: where the platform refuses it, the rest goes on.</param>
public sealed record PushStep(StepShape Shape, IReadOnlyList<PushRow> Rows, bool IsApart = false)
{
    /// <summary>The collections that it writes.</summary>
    public IEnumerable<string> Collections => Rows.Select(row => row.Collection).Distinct(StringComparer.Ordinal);

    public IEnumerable<Guid> Changes => Rows.SelectMany(row => row.Changes);
}

/// <summary>What the platform has no place for.</summary>
public sealed record NotHeldChange(Guid Change, string Because);

/// <summary>What an act comes to on the platform: its requests in order, and what it cannot hold.</summary>
public sealed record WriteSet(IReadOnlyList<PushStep> Steps, IReadOnlyList<NotHeldChange> NotHeld);
