using System.Text.RegularExpressions;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>An invoice detail is missing or malformed.</summary>
public sealed record BillingDetailWrong(string What, string OfField) : Refusal(What, OfField);

/// <summary>What an invoice needs, and the form of each detail. Only the tax office can say whether a VAT number was issued.</summary>
public static partial class BillingDetailsRules
{
    private const int Longest = 300;

    /// <summary>
    /// The digits and letters after the country prefix of a VAT number: European Commission, VIES, "structure of VAT identification
    /// numbers".
    /// </summary>
    private static readonly Dictionary<string, Regex> s_vatNumbers = new(StringComparer.Ordinal)
    {
        ["AT"] = Vat("U[0-9]{8}"),
        ["BE"] = Vat("[01][0-9]{9}"),
        ["BG"] = Vat("[0-9]{9,10}"),
        ["CY"] = Vat("[0-9]{8}[A-Z]"),
        ["CZ"] = Vat("[0-9]{8,10}"),
        ["DE"] = Vat("[0-9]{9}"),
        ["DK"] = Vat("[0-9]{8}"),
        ["EE"] = Vat("[0-9]{9}"),
        ["GR"] = Vat("[0-9]{9}"),
        ["ES"] = Vat("[A-Z0-9][0-9]{7}[A-Z0-9]"),
        ["FI"] = Vat("[0-9]{8}"),
        ["FR"] = Vat("[A-Z0-9]{2}[0-9]{9}"),
        ["GB"] = Vat("([0-9]{9}|[0-9]{12}|(GD|HA)[0-9]{3})"),
        ["HR"] = Vat("[0-9]{11}"),
        ["HU"] = Vat("[0-9]{8}"),
        ["IE"] = Vat("([0-9]{7}[A-Z]{1,2}|[0-9][A-Z+*][0-9]{5}[A-Z])"),
        ["IT"] = Vat("[0-9]{11}"),
        ["LT"] = Vat("([0-9]{9}|[0-9]{12})"),
        ["LU"] = Vat("[0-9]{8}"),
        ["LV"] = Vat("[0-9]{11}"),
        ["MT"] = Vat("[0-9]{8}"),
        ["NL"] = Vat("[0-9]{9}B[0-9]{2}"),
        ["PL"] = Vat("[0-9]{10}"),
        ["PT"] = Vat("[0-9]{9}"),
        ["RO"] = Vat("[0-9]{2,10}"),
        ["SE"] = Vat("[0-9]{12}"),
        ["SI"] = Vat("[0-9]{8}"),
        ["SK"] = Vat("[0-9]{10}"),
    };

    /// <summary>VAT prefixes that differ from the country code.</summary>
    private static readonly Dictionary<string, string> s_vatLetters = new(StringComparer.Ordinal) { ["GR"] = "EL" };

    /// <summary>Everything missing or malformed. The VAT number is optional, since not every public body has one.</summary>
    public static IReadOnlyList<BillingDetailWrong> Problems(BillingPlan plan)
    {
        var country = plan.Country?.Trim().ToUpperInvariant() ?? string.Empty;
        BillingDetailWrong?[] found =
        [
            Text("the legal name", plan.LegalName, nameof(plan.LegalName)),
            Text("the address", plan.AddressLine, nameof(plan.AddressLine)),
            Text("the postal code", plan.PostalCode, nameof(plan.PostalCode)) ?? PostalCode(country, plan.PostalCode!.Trim()),
            Text("the city", plan.City, nameof(plan.City)),
            country.Length == 2 && country.All(char.IsAsciiLetterUpper)
                ? null
                : new("Enter the country in two letters, for example NL.", nameof(plan.Country)),
            VatNumber(country, plan.VatNumber),
            EmailAddress.Problem(plan.InvoiceEmail) is { } problem ? new($"Invoice address: {problem}", nameof(plan.InvoiceEmail)) : null,
            plan.PaymentMode == PaymentMode.None ? new("Choose how the client pays.", nameof(plan.PaymentMode)) : null,
        ];
        return [.. found.OfType<BillingDetailWrong>()];
    }

    private static BillingDetailWrong? Text(string what, string? typed, string field) => typed?.Trim() switch
    {
        null or "" => new($"Enter {what}.", field),
        { Length: > Longest } => new($"{char.ToUpperInvariant(what[0])}{what[1..]} can have at most {Longest} characters.", field),
        _ => null,
    };

    private static BillingDetailWrong? PostalCode(string country, string typed) =>
        country == "NL" && !DutchPostalCode().IsMatch(typed)
            ? new("A Dutch postal code is four digits and two letters, for example 2011 RD.", nameof(BillingPlan.PostalCode))
            : null;

    private static BillingDetailWrong? VatNumber(string country, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || !s_vatNumbers.TryGetValue(country, out var form))
        {
            return null;
        }

        var letters = s_vatLetters.GetValueOrDefault(country, country);
        var number = Separators().Replace(typed, string.Empty).ToUpperInvariant();
        return number.StartsWith(letters, StringComparison.Ordinal) && form.IsMatch(number[letters.Length..])
            ? null
            : new(
                $"This is not a VAT number of {country}. It starts with "
                    + $"{letters}{(country == "NL" ? ", for example NL001234567B01" : string.Empty)}.",
                nameof(BillingPlan.VatNumber));
    }

    private static Regex Vat(string form) => new($"^{form}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    [GeneratedRegex("^[1-9][0-9]{3} ?[A-Za-z]{2}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DutchPostalCode();

    [GeneratedRegex(@"[\s.\-]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();
}
