using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Partners.Console.Access;

/// <summary>Encrypts tickets for the database, so that reading it reveals no token.</summary>
internal sealed class SessionTickets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Partners.Console.Access.SessionTickets.v1");

    public byte[] Protect(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    /// <returns>Null if the keys that protected it are gone.</returns>
    public AuthenticationTicket? Unprotect(byte[] ticket)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(_protector.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
