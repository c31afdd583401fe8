using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Partners.Core.Mail;

namespace Partners.Console.Mail;

/// <summary>Seals with the keys that also protect sign-ins, for a purpose of its own: neither opens what the other sealed.</summary>
internal sealed class SecretSeal(IDataProtectionProvider keys) : ISecretSeal
{
    private readonly IDataProtector _keys = keys.CreateProtector("Partners.Mail");

    public string Seal(string secret) => _keys.Protect(secret);

    public string? Open(string sealedPart)
    {
        try
        {
            return _keys.Unprotect(sealedPart);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
