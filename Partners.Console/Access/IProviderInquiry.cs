using Microsoft.AspNetCore.Authentication;

namespace Partners.Console.Access;

/// <summary>
/// Asks the provider that signed a person in whether they may still be here, and in which roles. Made-up people have no provider to ask.
/// </summary>
internal interface IProviderInquiry
{
    /// <param name="keep">Saves a ticket with new tokens at once, because the old refresh token may already be invalid.</param>
    public Task<InquiryAnswer> AskAsync(AuthenticationTicket ticket, Func<AuthenticationTicket, Task> keep);
}

internal abstract record InquiryAnswer
{
    /// <summary>They may, with their current roles.</summary>
    public sealed record Yes(AuthenticationTicket Ticket) : InquiryAnswer;

    public sealed record No : InquiryAnswer;

    /// <summary>The provider could not be asked.</summary>
    public sealed record None : InquiryAnswer;
}
