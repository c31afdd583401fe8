using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Outbox;

namespace Partners.Console.Links;

/// <summary>What the page's address asks for. Pages begin at 1.</summary>
/// <param name="IsMine">Only the person's own changes.</param>
/// <param name="Act">The one act that is shown, instead of those in a state.</param>
/// <param name="EachPull">The imports with each minute's pull, also where there is nothing to look at in it.</param>
/// <param name="Import">The import whose rejected rows are shown.</param>
public sealed record PlatformView(
    PlatformChangeState State = PlatformChangeState.Waiting,
    int ChangesPage = 1,
    int ImportsPage = 1,
    Guid? Import = null,
    int RejectionsPage = 1,
    bool IsMine = false,
    Guid? Act = null,
    bool EachPull = false);

/// <summary>The addresses of the exchange with the platform.</summary>
public static class PlatformAddresses
{
    public const string Page = "/platform";
    public const string WaitingChanges = "/platform/changes.jsonl";

    public static string Of(PlatformView view)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["state"] = view.State == PlatformChangeState.Waiting ? null : view.State.ToString(),
            ["act"] = view.Act?.ToString(),
            ["mine"] = view.IsMine ? "true" : null,
            ["changes"] = PageNumber.Write(view.ChangesPage),
            ["page"] = PageNumber.Write(view.ImportsPage),
            ["pulls"] = view.EachPull ? "each" : null,
            ["import"] = view.Import?.ToString(),
            ["rows"] = view.Import is null ? null : PageNumber.Write(view.RejectionsPage),
        };
        return QueryHelpers.AddQueryString(Page, parameters.Where(parameter => parameter.Value is not null));
    }

    public static string OfAct(Guid act) => Of(new(Act: act));

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static PlatformView Read(
        string? state,
        string? changes,
        string? page,
        string? import,
        string? rows,
        string? mine = null,
        string? act = null,
        string? pulls = null) => new(
        Enum.GetValues<PlatformChangeState>().FirstOrDefault(known => string.Equals(known.ToString(), state, StringComparison.Ordinal)),
        PageNumber.Read(changes),
        PageNumber.Read(page),
        Guid.TryParse(import, out var id) ? id : null,
        PageNumber.Read(rows),
        string.Equals(mine, "true", StringComparison.OrdinalIgnoreCase),
        Guid.TryParse(act, out var one) ? one : null,
        string.Equals(pulls, "each", StringComparison.OrdinalIgnoreCase));
}
