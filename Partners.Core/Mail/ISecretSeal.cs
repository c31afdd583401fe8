using System.Security.Cryptography;
using System.Text;

namespace Partners.Core.Mail;

/// <summary>
/// Seals the secret part of a mail while it waits (docs/product.md N5), so that the database holds nothing that anybody could use. The
/// console seals with the keys that also protect sign-ins.
/// </summary>
public interface ISecretSeal
{
    public string Seal(string secret);

    /// <summary>Null where it was sealed with a key that is gone.</summary>
    public string? Open(string sealedPart);
}

/// <summary>Seals with a key of this process, for programs without the console's keys. After a restart nothing opens.</summary>
internal sealed class SealOfProcess : ISecretSeal
{
    private static readonly byte[] s_key = RandomNumberGenerator.GetBytes(32);

    public string Seal(string secret)
    {
        using var cipher = new AesGcm(s_key, AesGcm.TagByteSizes.MaxSize);
        var (nonce, tag) = (RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize), new byte[AesGcm.TagByteSizes.MaxSize]);
        var plain = Encoding.UTF8.GetBytes(secret);
        var hidden = new byte[plain.Length];
        cipher.Encrypt(nonce, plain, hidden, tag);
        return Convert.ToBase64String([.. nonce, .. tag, .. hidden]);
    }

    public string? Open(string sealedPart)
    {
        var bytes = Convert.FromBase64String(sealedPart).AsSpan();
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[bytes.Length - nonce - tag];
        try
        {
            using var cipher = new AesGcm(s_key, tag);
            cipher.Decrypt(bytes[..nonce], bytes[(nonce + tag)..], bytes.Slice(nonce, tag), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
