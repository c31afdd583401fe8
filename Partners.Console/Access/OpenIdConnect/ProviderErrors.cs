using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>
/// Translates failures of the framework's handler into this console's own words, so that nothing that was sent reaches the log.
/// </summary>
internal static class ProviderErrors
{
    /// <param name="state">Null if the browser brought no state of ours.</param>
    public static SignInRefusedException InWords(Exception? failure, AuthenticationProperties? state) => failure switch
    {
        SignInRefusedException refused => refused,
        // At this point the handler uses this type only for problems with the state and the browser that brings it.
        AuthenticationFailureException when state is null =>
            new(SignInProblem.NotBegunHere, "The state is missing, or not of this console."),
        AuthenticationFailureException =>
            new(SignInProblem.NotBegunHere, "The sign-in was begun in another browser, or was ended already."),
        OpenIdConnectProtocolException when failure.Data["error"] is string error => Read(error),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new(SignInProblem.AnswerRefused, "The provider's answer is too long."),
        HttpRequestException { StatusCode: null } or IOException or TaskCanceledException =>
            new(SignInProblem.Unreachable, "The provider gave no answer.", failure),
        _ => new(SignInProblem.AnswerRefused, $"The handler refused the answer ({failure?.GetType().Name}).", failure),
    };

    /// <summary>RFC 6749, sections 4.1.2.1 and 5.2; OpenID Connect Core 1.0, section 3.1.2.6.</summary>
    private static SignInRefusedException Read(string error) => error switch
    {
        "access_denied" => new(SignInProblem.Denied, "The provider denied access."),
        "login_required" => new(SignInProblem.SignInThereFirst, "The provider wants the person to sign in there."),
        "interaction_required" => new(SignInProblem.SignInThereFirst, "The provider wants to ask the person something."),
        "consent_required" => new(SignInProblem.SignInThereFirst, "The provider wants the person's consent."),
        "account_selection_required" => new(SignInProblem.SignInThereFirst, "The provider wants the person to choose an account."),
        "server_error" => new(SignInProblem.ProviderBusy, "The provider has an error."),
        "temporarily_unavailable" => new(SignInProblem.ProviderBusy, "The provider is not available for now."),
        "invalid_request" => new(SignInProblem.SetUp, "The provider calls the request invalid."),
        "invalid_client" => new(SignInProblem.SetUp, "The provider does not know this client, or refuses its secret."),
        "unauthorized_client" => new(SignInProblem.SetUp, "The provider does not allow this client to ask."),
        "unsupported_response_type" => new(SignInProblem.SetUp, "The provider does not give out codes."),
        "invalid_scope" => new(SignInProblem.SetUp, "The provider does not know a scope that is asked for."),
        "invalid_grant" => new(SignInProblem.AnswerRefused, "The provider did not redeem the code."),
        _ => new(SignInProblem.AnswerRefused, "The provider sent an error that is not known."),
    };
}
