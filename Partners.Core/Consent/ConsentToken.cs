using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Partners.Core.Consent;

/// <summary>The secret in a link's address: 256 random bits. It is shown once, to whoever makes the link, and never stored.</summary>
public sealed class ConsentToken
{
    private const int Bytes = 32;

    /// <summary>Of 32 bytes in base64url, without padding.</summary>
    private const int Letters = 43;

    private ConsentToken(byte[] secret)
    {
        Text = Base64Url.EncodeToString(secret);
        Hash = HashOf(secret);
    }

    /// <summary>For the address only.</summary>
    public string Text { get; }

    internal string Hash { get; }

    public static ConsentToken New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash of a token as somebody sent it; null for what no token can look like.</summary>
    internal static string? HashOf(string? sent)
    {
        Span<byte> secret = stackalloc byte[Bytes];
        return sent?.Length == Letters
            && Base64Url.DecodeFromChars(sent, secret, out _, out var written) == OperationStatus.Done && written == Bytes
            && string.Equals(Base64Url.EncodeToString(secret), sent, StringComparison.Ordinal)
            ? HashOf(secret)
            : null;
    }

    /// <summary>So that no log and no message holds the secret by accident.</summary>
    public override string ToString() => nameof(ConsentToken);

    private static string HashOf(ReadOnlySpan<byte> secret) => Convert.ToHexStringLower(SHA256.HashData(secret));
}
