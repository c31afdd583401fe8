using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Partners.Console.Access;
using Partners.Console.Shell;
using Partners.Core.Consent;

namespace Partners.Console.Consent;

/// <summary>
/// The page of a link, for one person outside (docs/product.md H34, H35): no sign-in, no circuit and no script. The token in the address is
/// the secret, so a forged form from elsewhere gains nothing, and no antiforgery cookie is set. Reading answers nothing, whoever follows
/// the link; only the form does.
/// </summary>
internal static class ConsentEndpoints
{
    public const string LanguageParameter = "lang";

    private const string Pattern = $"{ConsentSettings.Path}{{token}}";

    private const int LargestForm = 32 * 1024;

    /// <summary>Nothing runs and nothing is loaded but our own style sheets. The form goes back to where it came from.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void MapConsent(this WebApplication app)
    {
        app.MapGet(Pattern, ShowAsync).ForAnybody();
        app.MapPost(Pattern, AnswerAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LargestForm))
            .DisableAntiforgery() // See above.
            .ForAnybody();
    }

    private static async Task<RazorComponentResult<ConsentDocument>> ShowAsync(
        HttpContext context, string token, ConsentAnswers links, Faults faults)
    {
        var language = ConsentPageWords.LanguageOf(context.Request);
        try
        {
            return await links.FindAsync(token, context.RequestAborted) is { } question
                ? Page(context, new(language) { Question = question, RequestId = Guid.CreateVersion7() }, StatusCodes.Status200OK)
                : Closed(context, language);
        }
#pragma warning disable CA1031 // Whatever it is, the log has it, and the person reads one sentence.
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Failed(context, language, faults.Record(fault));
        }
    }

    private static async Task<RazorComponentResult<ConsentDocument>> AnswerAsync(
        HttpContext context, string token, ConsentAnswers links, Faults faults)
    {
        var language = ConsentPageWords.LanguageOf(context.Request);
        try
        {
            var sent = await ReadAsync(context, language);
            var outcome = await links.AnswerAsync(token, sent, context.Connection.RemoteIpAddress?.ToString(), context.RequestAborted);
            if (outcome.Value is { } taken)
            {
                return Page(context, new(language) { Taken = taken }, StatusCodes.Status200OK);
            }

            // What was missing is said on the page again; whatever else it was, the link cannot be used.
            return outcome.Refusals is [{ Field: { } field } refused]
                && await links.FindAsync(token, context.RequestAborted) is { } question
                ? Page(
                    context,
                    new(language)
                    {
                        Question = question,
                        RequestId = sent.RequestId,
                        Sent = sent,
                        Refused = ConsentPageWords.Of(refused, language),
                        RefusedField = field,
                    },
                    StatusCodes.Status400BadRequest)
                : Closed(context, language);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Failed(context, language, faults.Record(fault));
        }
    }

    /// <summary>What cannot be read is as good as not there.</summary>
    private static async Task<ConsentReply> ReadAsync(HttpContext context, ConsentLanguage language)
    {
        var form = FormCollection.Empty;
        try
        {
            form = context.Request.HasFormContentType ? (FormCollection)await context.Request.ReadFormAsync(context.RequestAborted) : form;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            // See above.
        }

        return new(
            Guid.TryParse(form[ConsentFields.Request], out var request) ? request : Guid.CreateVersion7(),
            Enum.TryParse<ConsentAnswer>(form[ConsentFields.Answer], ignoreCase: true, out var answer) && Enum.IsDefined(answer)
                ? answer
                : null,
            form[ConsentFields.Reason].ToString().ReplaceLineEndings("\n"),
            DayIn(form[ConsentFields.OtherDay].ToString()),
            language,
            form[ConsentFields.Choice]);
    }

    private static DateOnly? DayIn(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Used, lapsed, withdrawn, altered, made up: one sentence and one status, so that nothing can be learned.</summary>
    private static RazorComponentResult<ConsentDocument> Closed(HttpContext context, ConsentLanguage language) =>
        Page(context, new(language), StatusCodes.Status404NotFound);

    private static RazorComponentResult<ConsentDocument> Failed(HttpContext context, ConsentLanguage language, Fault fault) =>
        Page(context, new(language) { FaultReference = fault.Reference }, StatusCodes.Status503ServiceUnavailable);

    private static RazorComponentResult<ConsentDocument> Page(HttpContext context, ConsentShown shown, int status)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        return new RazorComponentResult<ConsentDocument>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ConsentDocument.Shown)] = shown,
        })
        {
            StatusCode = status,
            ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8",
            PreventStreamingRendering = true,
        };
    }
}

/// <summary>The names of the form's fields.</summary>
internal static class ConsentFields
{
    public const string Request = "request";
    public const string Answer = "answer";
    public const string Choice = "choice";
    public const string Reason = "reason";
    public const string OtherDay = "day";
}

/// <summary>One of: the question, the answer that was taken, a fault; or nothing, where the link cannot be used.</summary>
public sealed record ConsentShown(ConsentLanguage Language)
{
    public ConsentQuestion? Question { get; init; }

    public Guid RequestId { get; init; }

    /// <summary>What was sent and refused; null before anything was.</summary>
    public ConsentReply? Sent { get; init; }

    public string? Refused { get; init; }

    public string? RefusedField { get; init; }

    public ConsentTaken? Taken { get; init; }

    public string? FaultReference { get; init; }
}
