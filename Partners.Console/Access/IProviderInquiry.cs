using Microsoft.AspNetCore.Authentication;

namespace Partners.Console.Access;

/// <summary>Asks whoever signed a person in whether they still may be here, and as what. Where people are made up there is nobody to ask.</summary>
internal interface IProviderInquiry
{
    /// <param name="keep">Keeps a ticket with newer tokens at once: an old refresh token may be good for nothing any more.</param>
    public Task<InquiryAnswer> AskAsync(AuthenticationTicket ticket, Func<AuthenticationTicket, Task> keep);
}

internal abstract record InquiryAnswer
{
    /// <summary>With the roles of now.</summary>
    public sealed record Yes(AuthenticationTicket Ticket) : InquiryAnswer;

    public sealed record No : InquiryAnswer;

    /// <summary>It could not be asked.</summary>
    public sealed record None : InquiryAnswer;
}
