using System.Text.Json;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>What the platform writes on a payment when it asks for one.</summary>
/// <param name="AccountId">The billing account that pays; null if it is not named, or not by a uuid.</param>
internal sealed record MollieMetadata(Money Vat, Guid? AccountId)
{
    private const string Field = "metadata";

    private static readonly MollieMetadata s_none = new(Money.Zero, AccountId: null);

    /// <summary>The provider gives it as an object, as JSON text, or not at all. Other text says nothing.</summary>
    public static MollieMetadata Read(RowFields row)
    {
        var metadata = s_none;
        if (row.Within(Field, within => metadata = Of(within)))
        {
            return metadata;
        }

        if (row.Json(Field) is { } json && Unquoted(json) is { } text)
        {
            using (text)
            {
                row.Within(text.RootElement, within => metadata = Of(within));
            }
        }

        return metadata;
    }

    private static MollieMetadata Of(RowFields metadata) => new(
        metadata.OptionalEuros("vat_amount") ?? Money.Zero,
        Guid.TryParseExact(metadata.Plain("billing_account_id"), "D", out var id) ? id : null);

    private static JsonDocument? Unquoted(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(json) is { } text && JsonDocument.Parse(text) is var document
                ? document.RootElement.ValueKind == JsonValueKind.Object ? document : null
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
