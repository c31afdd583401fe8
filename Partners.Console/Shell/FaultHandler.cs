using Microsoft.AspNetCore.Diagnostics;

namespace Partners.Console.Shell;

/// <summary>For a fault outside any page frame: gives it a reference, which the error page then shows.</summary>
internal sealed class FaultHandler(Faults faults) : IExceptionHandler
{
    private static readonly object s_reference = new();

    public static string? ReferenceOf(HttpContext? context) => context?.Items[s_reference] as string;

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        httpContext.Items[s_reference] = faults.Record(exception);
        return ValueTask.FromResult(false);
    }
}
