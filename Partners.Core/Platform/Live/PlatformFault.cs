namespace Partners.Core.Platform.Live;

/// <summary>
/// Why the platform did not do what it was asked: a closed set, so that whoever asks can decide on each. A page shows the sentence; what
/// the platform said stands in <see cref="Said"/>.
/// </summary>
/// <param name="Sentence">In our words.</param>
/// <param name="MayHaveHappened">
/// A write may have been carried out all the same: read before it is repeated. False where the platform said no, or was never reached.
/// </param>
public abstract record PlatformFault(string Sentence, bool MayHaveHappened)
{
    /// <summary>What the platform said, cut; empty where it said nothing. For details, never instead of the sentence.</summary>
    public string Said { get; init; } = string.Empty;

    /// <summary>Whether the same request can succeed later, without anybody changing it or a permission.</summary>
    public virtual bool MayPass => false;
}

/// <summary>A filter, an order or a limit that the platform does not take.</summary>
public sealed record InvalidQuery() : PlatformFault("The platform does not understand the question.", MayHaveHappened: false);

/// <param name="Field">One field, or several with commas between them.</param>
/// <param name="Value">The value that is there already, where the platform says it.</param>
public sealed record NotUnique(string Collection, string Field, string? Value)
    : PlatformFault($"The platform has another record with the same {Field} already.", MayHaveHappened: false);

public sealed record MissingParent(string Collection, string Field)
    : PlatformFault($"The platform does not have the record that {Field} names.", MayHaveHappened: false);

/// <param name="Rule">The rule that the value broke, as the platform calls it: "nnull", "required".</param>
public sealed record FailedValidation(string Field, string Rule)
    : PlatformFault($"The platform refuses the value of {Field}.", MayHaveHappened: false);

/// <summary>Too long, out of range, too large, or not to be read.</summary>
/// <param name="Code">As the platform calls it: <c>VALUE_TOO_LONG</c>.</param>
public sealed record InvalidPayload(string Code, string? Field) : PlatformFault(
    Field is null ? "The platform cannot take what was sent." : $"The platform cannot take the value of {Field}.",
    MayHaveHappened: false);

/// <param name="RetryAfter">How long to wait; null where the platform does not say.</param>
public sealed record RateLimited(TimeSpan? RetryAfter)
    : PlatformFault("The platform takes no more requests for a moment.", MayHaveHappened: false)
{
    public override bool MayPass => true;
}

/// <summary>The token is wrong or was revoked, or its user was suspended: nothing works until somebody sets another.</summary>
public sealed record Unauthorised() : PlatformFault(
    "The platform does not accept the console's token. It was revoked, or its user was suspended.",
    MayHaveHappened: false);

/// <summary>
/// A permission is missing; the platform answers the same for a record that is not there, and for a field that it does not know.
/// </summary>
public sealed record Forbidden() : PlatformFault(
    "The platform does not let the console do this, or does not have the record.",
    MayHaveHappened: false);

/// <summary>
/// No answer: no connection, none in time, or one that was lost on the way. Also a gateway that could not reach the platform.
/// </summary>
public sealed record Unreachable(string Why, bool WasSent) : PlatformFault($"The platform cannot be reached: {Why}.", WasSent)
{
    public override bool MayPass => true;
}

/// <summary>
/// The platform answered with a fault of its own, or with something that is no answer of Directus. A value of the wrong type and a database
/// that is down look the same (500): whether a plain read works tells them apart.
/// </summary>
/// <param name="Status">The HTTP status.</param>
public sealed record ServerFault(int Status)
    : PlatformFault(
        Status switch
        {
            < 300 => "What answers at the platform's address is not the platform: it sent something else than data.",
            < 400 => $"The platform's address leads elsewhere (HTTP {Status}). The console does not follow: its token would go along.",
            404 => "There is no platform at its address (HTTP 404).",
            _ => $"The platform failed to answer (HTTP {Status}).",
        },
        MayHaveHappened: true)
{
    public override bool MayPass => true;
}

/// <summary>
/// Rows without fields that they always had: one was renamed or removed there. Taken in as they are, they would say that it is empty.
/// </summary>
public sealed record FieldsGone(string Collection, IReadOnlyList<string> Fields) : PlatformFault(
    $"The platform's {Collection} has no {string.Join(", ", Fields)} any more. Its rows were left out, since they would come wrong.",
    MayHaveHappened: false);
