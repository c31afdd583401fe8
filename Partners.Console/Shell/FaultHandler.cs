using Microsoft.AspNetCore.Diagnostics;

namespace Partners.Console.Shell;

/// <summary>Records a fault outside any page frame, for the error page to show.</summary>
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
