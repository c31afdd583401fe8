using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>Builds good and bad tokens by hand, because a library would refuse to build the bad ones.</summary>
internal sealed class TokenForge(HostileProvider provider) : IDisposable
{
    private static readonly string[] s_critical = ["exp"];

    private RSA _key = RSA.Create(2048);
    private RSA? _oldKey;

    public string KeyId { get; private set; } = "first";

    public object Keys
    {
        get
        {
            var (key, name) = (_key.ExportParameters(includePrivateParameters: false), KeyId);
            var (n, e) = (WebEncoders.Base64UrlEncode(key.Modulus!), WebEncoders.Base64UrlEncode(key.Exponent!));
            return new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = name, n, e } } };
        }
    }

    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>Switches to another key with another id.</summary>
    public void Rotate()
    {
        (_oldKey, _key, KeyId) = (_key, RSA.Create(2048), "second");
    }

    /// <summary>The claims of a valid ID token for Noor.</summary>
    public Dictionary<string, object?> Usual(string? nonce, string accessToken)
    {
        var now = provider.Clock.GetUtcNow();
        return new(StringComparer.Ordinal)
        {
            ["iss"] = provider.Issuer,
            ["sub"] = HostileProvider.Subject,
            ["aud"] = HostileProvider.ClientId,
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["auth_time"] = now.ToUnixTimeSeconds(),
            ["sid"] = "session-1",
            ["nonce"] = nonce,
            ["at_hash"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16)),
        };
    }

    public string Sign(IDictionary<string, object?> claims, string type = "JWT") =>
        Signed(new { alg = "RS256", typ = type, kid = KeyId }, claims, _key);

    public string SignWithTheOldKey(IDictionary<string, object?> claims) =>
        Signed(new { alg = "RS256", typ = "JWT", kid = "first" }, claims, _oldKey!);

    /// <summary>Declares in its header a critical member, which a reader that does not know it must refuse.</summary>
    public string SignWithACriticalMember(IDictionary<string, object?> claims) =>
        Signed(new { alg = "RS256", typ = "JWT", kid = KeyId, crit = s_critical, exp = 1 }, claims, _key);

    /// <summary>Signed with someone else's key, under the id of the provider's key.</summary>
    public string SignWrongly(IDictionary<string, object?> claims)
    {
        using var other = RSA.Create(2048);
        return Signed(new { alg = "RS256", typ = "JWT", kid = KeyId }, claims, other);
    }

    /// <summary>Uses the public key, which everyone knows, as a shared secret.</summary>
    public string SignWithThePublicKey(IDictionary<string, object?> claims)
    {
        var text = Text(new { alg = "HS256", typ = "JWT", kid = KeyId }, claims);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(PublicKey), Encoding.ASCII.GetBytes(text));
        return $"{text}.{WebEncoders.Base64UrlEncode(signature)}";
    }

    public static string LeaveUnsigned(IDictionary<string, object?> claims, string signature) =>
        $"{Text(new { alg = "none" }, claims)}.{signature}";

    /// <summary>Five parts, like an encrypted token.</summary>
    public static string Encrypt() => $"{Part(new { alg = "RSA-OAEP", enc = "A256GCM" })}.a.b.c.d";

    /// <summary>A null removes the claim.</summary>
    public static Dictionary<string, object?> WithoutNulls(IDictionary<string, object?> claims) =>
        claims.Where(claim => claim.Value is not null).ToDictionary(claim => claim.Key, claim => claim.Value, StringComparer.Ordinal);

    public void Dispose()
    {
        _key.Dispose();
        _oldKey?.Dispose();
    }

    private static string Signed(object header, IDictionary<string, object?> claims, RSA key)
    {
        var text = Text(header, claims);
        var signature = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{WebEncoders.Base64UrlEncode(signature)}";
    }

    private static string Text(object header, IDictionary<string, object?> claims) =>
        $"{Part(header)}.{Part(WithoutNulls(claims))}";

    private static string Part(object value) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(value));
}
