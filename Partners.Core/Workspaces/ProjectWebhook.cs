using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>
/// Conversations of a project leave to an address outside the platform. Only the address's host is kept: the rest of it, and the secret,
/// are nobody's business here.
/// </summary>
public sealed class ProjectWebhook : Entity
{
    private static readonly HashSet<string> s_off = new(StringComparer.OrdinalIgnoreCase) { "inactive", "disabled", "archived" };

    private ProjectWebhook()
    {
    }

    public ProjectWebhook(Guid id, WebhookFacts facts)
    {
        Id = id;
        CopyFromPlatform(facts);
    }

    public Guid ProjectId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The host of its address.</summary>
    public string Host { get; private set; } = string.Empty;

    /// <summary>A hash of the whole address, so that a change of it is seen.</summary>
    public string AddressHash { get; private set; } = string.Empty;

    /// <summary>What it sends, in the platform's words, with commas between them.</summary>
    public string Events { get; private set; } = string.Empty;

    /// <summary>The platform's word; null if it gives none.</summary>
    public string? Status { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>A word that is not known counts as sending.</summary>
    public bool IsLive => DeletedAt is null && (Status is null || !s_off.Contains(Status));

    internal void Remove(DateTimeOffset at)
    {
        if (DeletedAt is not null)
        {
            throw new InvalidOperationException("It was removed already.");
        }

        DeletedAt = at;
    }

    internal void CopyFromPlatform(WebhookFacts facts)
    {
        ProjectId = facts.ProjectId;
        Name = facts.Name;
        Host = facts.Host;
        AddressHash = facts.AddressHash;
        Events = facts.Events;
        Status = facts.Status;
        DeletedAt = facts.DeletedAt;
    }
}

/// <summary>What the platform says about a webhook.</summary>
public sealed record WebhookFacts(
    Guid ProjectId,
    string Name,
    string Host,
    string AddressHash,
    string Events,
    string? Status,
    DateTimeOffset? DeletedAt);
