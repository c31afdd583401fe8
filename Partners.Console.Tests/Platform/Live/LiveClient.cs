using System.Text.Json;
using System.Text.Json.Nodes;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>
/// A client of a test's own on the real platform: a person, an organisation, a workspace with its account, and a seat in it.
/// </summary>
public sealed class LiveClient(LivePlatform platform)
{
    public Guid User { get; } = Guid.NewGuid();

    public Guid Person { get; } = Guid.NewGuid();

    public Guid Organisation { get; } = Guid.NewGuid();

    public Guid Account { get; } = Guid.NewGuid();

    public Guid Workspace { get; } = Guid.NewGuid();

    public Guid Seat { get; } = Guid.NewGuid();

    public Guid Invite { get; } = Guid.NewGuid();

    public static async Task<LiveClient> MakeAsync(LivePlatform platform)
    {
        var client = new LiveClient(platform);
        await client.AddAsync("users", new() { ["id"] = $"{client.User}", ["email"] = $"{client.User}@example.com" }, isOwn: false);
        await client.AddAsync(
            "app_user",
            new() { ["id"] = $"{client.Person}", ["directus_user_id"] = $"{client.User}", ["email"] = $"{client.User}@example.com" });
        await client.AddOrganisationAsync(client.Organisation);
        await client.AddAsync(
            "billing_account",
            new() { ["id"] = $"{client.Account}", ["label"] = "Made by a test", ["org_id"] = $"{client.Organisation}" });
        await client.AddAsync(
            "workspace",
            new()
            {
                ["id"] = $"{client.Workspace}",
                ["org_id"] = $"{client.Organisation}",
                ["name"] = "Made by a test",
                ["billing_account_id"] = $"{client.Account}",
            });
        await client.AddAsync(
            "workspace_membership",
            new()
            {
                ["id"] = $"{client.Seat}",
                ["workspace_id"] = $"{client.Workspace}",
                ["user_id"] = $"{client.Person}",
                ["role"] = "admin",
            });
        await client.AddAsync(
            "workspace_invite",
            new()
            {
                ["id"] = $"{client.Invite}",
                ["workspace_id"] = $"{client.Workspace}",
                ["email"] = "invited@example.com",
                ["role"] = "member",
                ["expires_at"] = "2030-01-01T10:00:00Z",
            });
        return client;
    }

    public Task AddOrganisationAsync(Guid id) => AddAsync("org", new() { ["id"] = $"{id}", ["name"] = "Made by a test" });

    public Task RenameAsync(string name) =>
        platform.AsAdminAsync(HttpMethod.Patch, $"items/org/{Organisation}", new JsonObject { ["name"] = name });

    /// <summary>For good, so that the database takes what belongs to it along.</summary>
    public Task DeleteWorkspaceAsync() => platform.AsAdminAsync(HttpMethod.Delete, $"items/workspace/{Workspace}");

    public async Task RemoveAsync()
    {
        await platform.AsAdminAsync(HttpMethod.Delete, $"items/workspace/{Workspace}");
        await platform.AsAdminAsync(HttpMethod.Delete, $"items/billing_account/{Account}");
        await platform.AsAdminAsync(HttpMethod.Delete, $"items/org/{Organisation}");
        await platform.AsAdminAsync(HttpMethod.Delete, $"items/app_user/{Person}");
        await platform.AsAdminAsync(HttpMethod.Delete, $"users/{User}");
    }

    private Task<JsonElement> AddAsync(string collection, JsonObject row, bool isOwn = true) =>
        platform.AsAdminAsync(HttpMethod.Post, isOwn ? $"items/{collection}" : collection, row);
}
