using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Platform.Live;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Push;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>The console beside a real Directus that holds the same records, with everything switched on.</summary>
internal sealed class LivePush : IDisposable
{
    private const string Trail = "sort=id&limit=-1&fields=id,delta,activity.user_agent";

    private readonly LivePlatform _platform = LivePlatform.Find();
    private readonly HashSet<Guid> _there = [];
    private readonly string _token = $"push-{Guid.NewGuid():N}";
    private string _user = string.Empty;

    private LivePush()
    {
    }

    public LivePlatform Platform => _platform;

    /// <summary>Where the console finds it, if not at its usual address.</summary>
    public Uri? Address { get; set; }

    /// <summary>Stands between the console and the platform.</summary>
    public Interruption Between { get; } = new();

    /// <summary>With a user of the platform's that may do what the console's usual one may, and more.</summary>
    public static async Task<LivePush> StartAsync(params (string Collection, string Action, string[] Fields)[] more)
    {
        var live = new LivePush();
        await live.MakeUserAsync(more);
        return live;
    }

    /// <summary>What a test's database is made with.</summary>
    public Action<IServiceCollection> With(params string[] off) => services =>
    {
        services
            .AddSingleton(new PlatformSettings { Address = Address ?? _platform.Address, Token = _token })
            .AddSingleton(new PushSettings { On = PushSettings.All.Except(off, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal) });
        services.AddHttpClient("platform").AddHttpMessageHandler(() => new Interruption.Handler(Between));
    };

    /// <summary>The platform's administrator takes the token away, or gives it back.</summary>
    public Task RevokeAsync(bool isRevoked = true) =>
        _platform.AsAdminAsync(HttpMethod.Patch, $"/users/{_user}", new JsonObject { ["token"] = isRevoked ? null : _token });

    public void Dispose() => _platform.Dispose();

    private async Task MakeUserAsync((string Collection, string Action, string[] Fields)[] more)
    {
        var usual = (await _platform.AsAdminAsync(
            HttpMethod.Get, "/permissions?limit=-1&filter[policy][name][_eq]=Partners console&fields=collection,action,fields,permissions"))
            .EnumerateArray()
            .Select(one => JsonObject.Create(one)!)
            .ToList();
        foreach (var (collection, action, fields) in more)
        {
            var known = usual.Find(one => (string?)one["collection"] == collection && (string?)one["action"] == action);
            if (known is null)
            {
                known = new()
                {
                    ["collection"] = collection,
                    ["action"] = action,
                    ["fields"] = new JsonArray(),
                    ["permissions"] = new JsonObject(),
                };
                usual.Add(known);
            }

            foreach (var field in fields)
            {
                known["fields"]!.AsArray().Add(field);
            }
        }

        var name = $"Push {Guid.NewGuid():N}";
        var policy = (await _platform.AsAdminAsync(
            HttpMethod.Post, "/policies", new JsonObject { ["name"] = name, ["admin_access"] = false, ["app_access"] = false }))
            .GetProperty("id").GetString();
        foreach (var permission in usual)
        {
            (permission["policy"], permission["validation"]) = (policy, new JsonObject());
        }

        await _platform.AsAdminAsync(HttpMethod.Post, "/permissions", new JsonArray([.. usual]));
        var role = (await _platform.AsAdminAsync(HttpMethod.Post, "/roles", new JsonObject { ["name"] = name }))
            .GetProperty("id").GetString();
        await _platform.AsAdminAsync(HttpMethod.Patch, $"/roles/{role}", new JsonObject
        {
            ["policies"] = new JsonObject
            {
                ["create"] = new JsonArray(new JsonObject { ["policy"] = policy }),
                ["update"] = new JsonArray(),
                ["delete"] = new JsonArray(),
            },
        });
        _user = (await _platform.AsAdminAsync(HttpMethod.Post, "/users", new JsonObject
        {
            ["email"] = $"push-{Guid.NewGuid():N}@example.com",
            ["role"] = role,
            ["status"] = "active",
            ["token"] = _token,
        })).GetProperty("id").GetString()!;
    }

    /// <summary>The console's settings, as its configuration names them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => SettingsBy(_platform.Address);

    /// <param name="line">Where this console finds the platform.</param>
    public IEnumerable<KeyValuePair<string, string?>> SettingsBy(Uri line) =>
    [
        new("Platform:Address", line.ToString()),
        new("Platform:Token", _token),
        .. PushSettings.All.Select(collection => new KeyValuePair<string, string?>($"Platform:Push:{collection}", "true")),
    ];

    public Task MirrorAsync(TestDatabase database) => MirrorAsync(database.Get<IDbContextFactory<PartnersDb>>());

    /// <summary>Puts what the database holds on the platform, past the console. Deals get numbers there.</summary>
    public async Task MirrorAsync(IDbContextFactory<PartnersDb> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await PutAsync("app_user", db.People, person => person.Id, person => new()
        {
            ["directus_user_id"] = person.DirectusUserId.ToString(),
            ["email"] = person.Email,
            ["display_name"] = person.DisplayName,
        });
        await PutAsync("org", db.Organisations, one => one.Id, one => new() { ["name"] = one.Name, ["is_partner"] = one.IsPartner });
        await PutAsync("org_membership", db.OrganisationMemberships.Where(one => one.DeletedAt == null), one => one.Id, one => new()
        {
            ["org_id"] = one.OrganisationId.ToString(),
            ["user_id"] = one.PersonId.ToString(),
            ["role"] = PlatformWords.Of(PlatformOrganisationWords.Roles, one.Role),
        });
        foreach (var workspace in await db.Workspaces.AsNoTracking().Where(one => one.BillingAccountId == null).ToListAsync())
        {
            // The platform has no workspace without an account.
            await _platform.AsAdminAsync(HttpMethod.Post, "/items/billing_account", new JsonObject { ["id"] = AccountOf(workspace.Id) });
        }

        var owned = await db.BillingAccounts.AsNoTracking().Where(one => one.WorkspaceId != null).ToListAsync();
        await PutAsync("billing_account", db.BillingAccounts, one => one.Id, one => new()
        {
            ["label"] = one.Label,
            ["tier"] = PlatformWords.Of(PlatformBillingWords.Tiers, one.Tier),
            ["payment_mode"] = PlatformWords.Of(PlatformBillingWords.PaymentModes, one.PaymentMode),
            ["org_id"] = one.OrganisationId?.ToString(),
            ["mollie_customer_id"] = one.MollieCustomerId,
        });
        var known = _there.ToHashSet();
        await PutAsync("workspace", db.Workspaces, one => one.Id, one => new()
        {
            ["org_id"] = one.OrganisationId.ToString(),
            ["name"] = one.Name,
            ["usage_context"] = PlatformWords.Of(PlatformWorkspaceWords.Contexts, one.UsageContext),
            ["visibility"] = PlatformWords.Of(PlatformWorkspaceWords.Visibilities, one.Visibility),
            ["data_owner_org_name"] = one.DataOwnerName,
            ["data_owner_email"] = one.DataOwnerEmail,
            ["billing_account_id"] = one.BillingAccountId?.ToString() ?? AccountOf(one.Id),
            ["settings"] = new JsonObject { ["theme"] = "dark" },
        });
        foreach (var account in owned.Where(account => !known.Contains(account.WorkspaceId!.Value)))
        {
            await _platform.AsAdminAsync(
                HttpMethod.Patch,
                $"/items/billing_account/{account.Id}",
                new JsonObject { ["workspace_id"] = account.WorkspaceId.ToString() });
        }

        await PutAsync("workspace_membership", db.WorkspaceMemberships, one => one.Id, one => new()
        {
            ["workspace_id"] = one.WorkspaceId.ToString(),
            ["user_id"] = one.PersonId.ToString(),
            ["role"] = PlatformWords.Of(PlatformWorkspaceWords.Roles, one.Role),
            ["source"] = one.Source,
            ["expires_at"] = PlatformWords.Of(one.ExpiresAt),
        });
        await PutAsync("workspace_invite", db.WorkspaceInvites, one => one.Id, one => new()
        {
            ["workspace_id"] = one.WorkspaceId.ToString(),
            ["email"] = one.Email,
            ["role"] = PlatformWords.Of(PlatformWorkspaceWords.Roles, one.Role),
            ["expires_at"] = PlatformWords.Of(one.ExpiresAt ?? one.CreatedAt.AddYears(1)),
        });
        await PutAsync("project", db.Projects, one => one.Id, one => new()
        {
            ["name"] = one.Name,
            ["workspace_id"] = one.WorkspaceId.ToString(),
            ["visibility"] = "workspace",
            ["is_conversation_allowed"] = true,
        });
        await PutAsync("project_webhook", db.ProjectWebhooks, one => one.Id, one => new()
        {
            ["project_id"] = one.ProjectId.ToString(),
            ["name"] = one.Name,
            ["url"] = $"https://{one.Host}/",
            ["events"] = new JsonArray("conversation.transcribed"),
        });
        foreach (var deal in await db.Deals.Include(deal => deal.Terms).Where(deal => deal.PlatformId == null).ToListAsync())
        {
            var row = await _platform.AsAdminAsync(HttpMethod.Post, "/items/referral_ledger", new JsonObject
            {
                ["partner_team_id"] = deal.PartnerId.ToString(),
                ["workspace_id"] = deal.WorkspaceId.ToString(),
                ["partner_kickback_percent"] = deal.LatestTerms.Kickback.BasisPoints / 100,
                ["starts_at"] = PlatformWords.Of(PlatformWords.Midnight(deal.StartsOn)),
                ["expires_at"] = PlatformWords.Of(PlatformWords.Midnight(deal.LatestTerms.ExpiresOn)),
            });
            deal.TakeNumber(row.GetProperty("id").GetInt64());
        }

        await db.SaveChangesAsync();
    }

    /// <summary>A row of the platform's, as its administrator sees it.</summary>
    public Task<JsonElement> RowAsync(string collection, object id) =>
        _platform.AsAdminAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/items/{collection}/{id}"));

    public Task<JsonElement> RowsAsync(string collection, string query) =>
        _platform.AsAdminAsync(HttpMethod.Get, $"/items/{collection}?{query}");

    /// <summary>Somebody changes a row on the platform itself.</summary>
    public Task ChangeThereAsync(string collection, object id, JsonObject data) =>
        _platform.AsAdminAsync(HttpMethod.Patch, string.Create(CultureInfo.InvariantCulture, $"/items/{collection}/{id}"), data);

    /// <summary>How often a row was written there.</summary>
    public async Task<IReadOnlyList<JsonElement>> TrailAsync(string collection, object id) =>
    [
        .. (await _platform.AsAdminAsync(
            HttpMethod.Get,
            string.Create(
                CultureInfo.InvariantCulture,
                $"/revisions?filter[collection][_eq]={collection}&filter[item][_eq]={id}&{Trail}")))
            .EnumerateArray(),
    ];

    /// <summary>An id of its own for each workspace.</summary>
    private static string AccountOf(Guid workspace)
    {
        var bytes = workspace.ToByteArray();
        bytes[^1] ^= 0xFF;
        return new Guid(bytes).ToString();
    }

    private async Task PutAsync<T>(string collection, IQueryable<T> of, Func<T, Guid> id, Func<T, JsonObject> fields)
        where T : class
    {
        foreach (var one in (await of.AsNoTracking().ToListAsync()).Where(one => _there.Add(id(one))))
        {
            var row = fields(one);
            row["id"] = id(one).ToString();
            await _platform.AsAdminAsync(HttpMethod.Post, $"/items/{collection}", row);
        }
    }
}
