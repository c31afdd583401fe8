using System.Net.Mail;

namespace Partners.Core.Values;

/// <summary>An email address as typed: bare, and complete enough to write to.</summary>
public static class EmailAddress
{
    /// <summary>RFC 5321 allows no longer path.</summary>
    public const int Longest = 254;

    /// <summary>The normalised form for comparing addresses.</summary>
    public static string Key(string address) => address.Trim().ToLowerInvariant();

    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    /// <summary>True for providers open to everyone: sharing one of their domains does not mean belonging together.</summary>
    public static bool IsOfPublicProvider(string address) => PublicMail.IsProvider(DomainOf(address));

    /// <summary>True if the address is at the domain or at a subdomain of it, in any case.</summary>
    public static bool IsAt(string address, string domain)
    {
        var own = DomainOf(address);
        return own.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
            && (own.Length == domain.Length || own[own.Length - domain.Length - 1] == '.');
    }

    /// <summary>What is wrong with a typed address; null if nothing is.</summary>
    public static string? Problem(string? typed)
    {
        var text = typed?.Trim() ?? string.Empty;
        return text switch
        {
            "" => "Enter an email address.",
            _ when text.Contains('<', StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal) =>
                "Enter only the address, without a name: griffie@haarlem.nl.",
            _ when text.AsSpan().IndexOfAny(",;") >= 0 => "Enter one address at a time.",
            _ when text.AsSpan().IndexOfAny(" \t\r\n\u00a0") >= 0 => "An address has no spaces in it.",
            _ when text.Count(letter => letter == '@') != 1 => "An address has one @, with a name before it and a domain after it.",
            _ when text.StartsWith('@') => "There is no name before the @.",
            _ when !IsDomain(DomainOf(text)) => "The domain after the @ is not complete, as in haarlem.nl.",
            _ when text.Length > Longest => $"An address can have at most {Longest} characters.",
            _ when !MailAddress.TryCreate(text, out var address)
                || !string.Equals(address.Address, text, StringComparison.OrdinalIgnoreCase) =>
                "This is not an email address.",
            _ => null,
        };
    }

    private static bool IsDomain(string domain) =>
        domain.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(domain) == UriHostNameType.Dns && !domain.EndsWith('.');
}
