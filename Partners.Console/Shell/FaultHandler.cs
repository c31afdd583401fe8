using Microsoft.AspNetCore.Diagnostics;

namespace Partners.Console.Shell;

/// <summary>For a fault outside any page frame: gives it a sentence, which the error page then shows.</summary>
internal sealed class FaultHandler(Faults faults) : IExceptionHandler
{
    private static readonly object s_fault = new();

    public static Fault? FaultOf(HttpContext? context) => context?.Items[s_fault] as Fault;

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        httpContext.Items[s_fault] = faults.Record(exception);
        return ValueTask.FromResult(false);
    }
}
