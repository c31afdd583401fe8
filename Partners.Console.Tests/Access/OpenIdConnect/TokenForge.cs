using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>Makes tokens by hand, the good ones and the bad ones: a library would refuse to make the bad ones.</summary>
internal sealed class TokenForge(HostileProvider provider) : IDisposable
{
    private RSA _key = RSA.Create(2048);

    public string KeyId { get; private set; } = "first";

    public object Keys
    {
        get
        {
            var (key, name) = (_key.ExportParameters(includePrivateParameters: false), KeyId);
            return new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = name, n = WebEncoders.Base64UrlEncode(key.Modulus!), e = WebEncoders.Base64UrlEncode(key.Exponent!) } } };
        }
    }

    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>From now on another key, under another name.</summary>
    public void Rotate()
    {
        _key.Dispose();
        (_key, KeyId) = (RSA.Create(2048), "second");
    }

    /// <summary>What an ID token of Noor's has to say.</summary>
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

    /// <summary>By somebody else's key, under the provider's key's name.</summary>
    public string SignWrongly(IDictionary<string, object?> claims)
    {
        using var other = RSA.Create(2048);
        return Signed(new { alg = "RS256", typ = "JWT", kid = KeyId }, claims, other);
    }

    /// <summary>With the public key taken for a shared secret, which everybody knows.</summary>
    public string SignWithThePublicKey(IDictionary<string, object?> claims)
    {
        var text = Text(new { alg = "HS256", typ = "JWT", kid = KeyId }, claims);
        return $"{text}.{WebEncoders.Base64UrlEncode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(PublicKey), Encoding.ASCII.GetBytes(text)))}";
    }

    public static string LeaveUnsigned(IDictionary<string, object?> claims, string signature) => $"{Text(new { alg = "none" }, claims)}.{signature}";

    /// <summary>Five parts, as an encrypted one has.</summary>
    public static string Encrypt() => $"{Part(new { alg = "RSA-OAEP", enc = "A256GCM" })}.a.b.c.d";

    public void Dispose() => _key.Dispose();

    private static string Signed(object header, IDictionary<string, object?> claims, RSA key)
    {
        var text = Text(header, claims);
        return $"{text}.{WebEncoders.Base64UrlEncode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Text(object header, IDictionary<string, object?> claims) => $"{Part(header)}.{Part(claims.Where(claim => claim.Value is not null).ToDictionary(claim => claim.Key, claim => claim.Value, StringComparer.Ordinal))}";

    private static string Part(object value) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(value));
}
