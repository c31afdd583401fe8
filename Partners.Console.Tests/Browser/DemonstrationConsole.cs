using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partners.Console.Access;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Cookie = Microsoft.Playwright.Cookie;

namespace Partners.Console.Tests.Browser;

/// <summary>The real host over the demonstration data, at noon of a fixed day. One per test class.</summary>
public class DemonstrationConsole : IAsyncLifetime
{
    private readonly Dictionary<string, string> _signedIn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Visitor> _staying = new(StringComparer.Ordinal);
    private RunningConsole _console = null!;

    /// <summary>Settings for a separate console; the fixture has the usual ones.</summary>
    internal IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public Uri Address => _console.Address;

    /// <summary>The cookies of each persona already signed in here, so that only the first test goes through the page.</summary>
    public IDictionary<string, string> SignedIn => _signedIn;

    /// <summary>The visitors who stay from one test to the next, by persona.</summary>
    internal IDictionary<string, Visitor> Staying => _staying;

    public virtual async ValueTask InitializeAsync() => _console = await StartAsync();

    /// <summary>Written by the cookie service itself, for someone with the roles that give these permissions.</summary>
    internal async Task<Cookie> CookieOfAsync(Staff who)
    {
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        const string SessionClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";
        var options = Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        AuthenticationTicket Ticket(ClaimsPrincipal principal) =>
            new(
                principal,
                new AuthenticationProperties { IssuedUtc = FixedClock.Noon, ExpiresUtc = FixedClock.Noon + options.ExpireTimeSpan },
                Scheme);

        var session = await options.SessionStore!.StoreAsync(
            Ticket(StaffClaims.Principal(who.Subject, who.Name, who.Email, [.. RolesOf(who)], FixedClock.Noon)));
        var ticket = Ticket(new(new ClaimsIdentity([new(SessionClaim, session)], Scheme)));
        return new()
        {
            Name = options.Cookie.Name!,
            Value = options.TicketDataFormat.Protect(ticket),
            Url = Address.ToString(),
            HttpOnly = true,
        };
    }

    private static IEnumerable<string> RolesOf(Staff who) =>
        (Role.All.Where(role => role.Permissions == who.Permissions) is var one && one.Any()
            ? one
            : Role.All.Where(role => who.May(role.Permissions)))
            .Select(role => role.Name);

    /// <summary>An HTTP client without a screen, see <see cref="RunningConsole.Visitor"/>.</summary>
    public HttpClient Visitor() => _console.Visitor();

    /// <summary>Someone who pressed the persona's button, as an HTTP client.</summary>
    public Task<HttpClient> SignedInOverHttpAsync(string persona) => _console.SignedInAsync(persona);

    public T Get<T>()
        where T : notnull => _console.Services.GetRequiredService<T>();

    public async Task<T> QueryAsync<T>(Func<PartnersDb, Task<T>> query)
    {
        await using var db = await Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        return await query(db);
    }

    public async Task AddAsync(params object[] entities)
    {
        await using var db = await Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        db.AddRange(entities);
        await db.SaveChangesAsync();
        await PaymentBindings.BindAsync(db, CancellationToken.None);
    }

    /// <summary>A live external-client workspace, by its data owner.</summary>
    public Task<Guid> WorkspaceOfAsync(string dataOwner) => QueryAsync(db =>
        db.Workspaces
            .Where(found => found.DataOwnerName == dataOwner && found.DeletedAt == null)
            .OrderBy(found => found.Id)
            .Select(found => found.Id)
            .FirstAsync());

    /// <summary>The deal on that workspace that earned most.</summary>
    public async Task<Guid> DealOfAsync(string dataOwner)
    {
        var workspace = await WorkspaceOfAsync(dataOwner);
        return await QueryAsync(db => db.DealSummaries
            .Where(summary => db.Deals.Any(deal => deal.Id == summary.DealId && deal.WorkspaceId == workspace))
            .OrderByDescending(summary => summary.Earned)
            .Select(summary => summary.DealId)
            .FirstAsync());
    }

    public Task<Guid> IdOfAsync(string organisation) => QueryAsync(db =>
        db.Organisations.Where(found => found.Name == organisation && found.DeletedAt == null).Select(found => found.Id).SingleAsync());

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var visitor in _staying.Values)
        {
            await visitor.DisposeAsync();
        }

        await _console.DisposeAsync();
    }

    private protected virtual Task<RunningConsole> StartAsync() => RunningConsole.StartAsync(
        builder =>
        {
            builder.Configuration["Links:Address"] = "http://localhost:5080";
            builder.Configuration.AddInMemoryCollection(Settings);
            builder.Services.AddSingleton<TimeProvider>(new FixedClock(FixedClock.Noon));

            // A browser busy checking a long page is slow, not gone.
            builder.Services.Configure<HubOptions>(hub => hub.ClientTimeoutInterval = TimeSpan.FromMinutes(3));
        },
        lay: file => Templates.CopyDemonstrationAsync(file, FixedClock.Noon));
}
