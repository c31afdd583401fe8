namespace Partners.Console.Access.OpenIdConnect;

/// <summary>The errors that a provider may send a browser back with (RFC 6749, section 4.1.2.1; OpenID Connect Core 1.0, section 3.1.2.6). Its own words are not read.</summary>
internal static class ProviderErrors
{
    public static SignInRefusedException Read(string error) => error switch
    {
        "access_denied" => new(SignInProblem.Denied, "The provider denied access."),
        "login_required" => new(SignInProblem.SignInThereFirst, "The provider wants the person to sign in there."),
        "interaction_required" => new(SignInProblem.SignInThereFirst, "The provider wants to ask the person something."),
        "consent_required" => new(SignInProblem.SignInThereFirst, "The provider wants the person's consent."),
        "account_selection_required" => new(SignInProblem.SignInThereFirst, "The provider wants the person to choose an account."),
        "server_error" => new(SignInProblem.ProviderBusy, "The provider has an error."),
        "temporarily_unavailable" => new(SignInProblem.ProviderBusy, "The provider is not available for now."),
        "invalid_request" => new(SignInProblem.SetUp, "The provider calls the request invalid."),
        "unauthorized_client" => new(SignInProblem.SetUp, "The provider does not allow this client to ask."),
        "unsupported_response_type" => new(SignInProblem.SetUp, "The provider does not give out codes."),
        "invalid_scope" => new(SignInProblem.SetUp, "The provider does not know a scope that is asked for."),
        _ => new(SignInProblem.AnswerRefused, "The provider sent an error that is not known."),
    };
}
