using System.Globalization;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Whose side somebody is on, seen from one workspace of a partner (docs/product.md W21).</summary>
public enum Side
{
    Client,
    Partner,
    Dembrane,
}

public static class SidesInWords
{
    /// <summary>Goes before "side": "the client's side".</summary>
    public static string InWords(this Side side) => side switch
    {
        Side.Client => "client’s",
        Side.Partner => "partner’s",
        _ => "dembrane’s",
    };
}

/// <summary>Whose side somebody is on, and why.</summary>
/// <param name="Because">A whole sentence.</param>
/// <param name="IsByHand">Staff put the person there.</param>
public sealed record Standing(Side Side, string Because, bool IsByHand = false);

/// <summary>Someone who has or had a membership in the partner organisation.</summary>
/// <param name="JoinedAt">With the first of their memberships.</param>
/// <param name="LeftAt">Null if they still belong.</param>
/// <param name="IsHost">An owner or admin, now or until they left.</param>
internal sealed record TeamMember(Guid PersonId, string EmailKey, DateTimeOffset JoinedAt, DateTimeOffset? LeftAt, bool IsHost);

/// <summary>
/// The people of one partner as the question of sides needs them: pure, so that everywhere it is asked the answer is the same.
/// </summary>
internal sealed class TeamOfPartner
{
    private readonly string _name;
    private readonly SideSettings _settings;
    private readonly Dictionary<Guid, TeamMember> _byPerson = [];
    private readonly Dictionary<string, TeamMember> _byAddress = new(StringComparer.Ordinal);
    private readonly HashSet<string> _domains;

    public TeamOfPartner(string name, IEnumerable<TeamMember> memberships, SideSettings settings)
    {
        (_name, _settings) = (name, settings);
        foreach (var person in memberships.GroupBy(membership => membership.PersonId))
        {
            var member = person.First() with
            {
                JoinedAt = person.Min(membership => membership.JoinedAt),
                LeftAt = person.Any(membership => membership.LeftAt is null) ? null : person.Max(membership => membership.LeftAt),
                IsHost = person.Any(membership => membership.IsHost),
            };
            _byPerson[member.PersonId] = member;
            if (!_byAddress.TryGetValue(member.EmailKey, out var other) || member.JoinedAt < other.JoinedAt)
            {
                _byAddress[member.EmailKey] = member;
            }
        }

        // Owners and admins who left give their domain only where nobody else does.
        var hosts = _byPerson.Values.Where(member => member.IsHost && !IsPublic(member.EmailKey)).ToList();
        var present = hosts.FindAll(member => member.LeftAt is null);
        _domains = (present.Count > 0 ? present : hosts)
            .Select(member => EmailAddress.DomainOf(member.EmailKey))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>How many people belong to the partner, or did.</summary>
    public int People => _byPerson.Count;

    /// <param name="personId">Null for an address that nobody is known by.</param>
    /// <param name="isSupport">They are here by dembrane's own support access.</param>
    /// <param name="byHand">Where staff put the address; null if they did not.</param>
    /// <param name="at">When they did what is judged; null for now. A day on which somebody joined the partner is the partner's.</param>
    public Standing Of(Guid? personId, string emailKey, bool isSupport, SidePlacement? byHand, DateTimeOffset? at = null)
    {
        if (isSupport)
        {
            return new(Side.Dembrane, "dembrane’s own support access.");
        }

        if (byHand is not null)
        {
            return new(byHand.Side, $"Put there by {byHand.PlacedByName}: {byHand.Reason}", IsByHand: true);
        }

        if (_settings.DembraneDomains.FirstOrDefault(domain => EmailAddress.IsAt(emailKey, domain)) is { } own)
        {
            return new(Side.Dembrane, $"Has an address at {own}.");
        }

        var member = personId is { } id && _byPerson.TryGetValue(id, out var found) ? found : _byAddress.GetValueOrDefault(emailKey);
        if (member is not null && (at is null || at.Value.DayInAmsterdam() >= member.JoinedAt.DayInAmsterdam()))
        {
            return new(Side.Partner, member.LeftAt is { } left
                ? $"Belonged to {_name} until {left.DayInAmsterdam().ToString("d MMM yyyy", CultureInfo.InvariantCulture)}."
                : $"Belongs to {_name}.");
        }

        return DomainOf(emailKey) is { } domain
            ? new(Side.Partner, $"Has an address at {domain}, as the owners and admins of {_name} have.")
            : new(Side.Client, $"Neither belonged to {_name} nor has an address at its domain.");
    }

    /// <summary>The partner's domain that the address is at, or the host is, subdomains included; null if it is at none.</summary>
    public string? DomainOf(string addressOrHost)
    {
        var domain = EmailAddress.DomainOf(addressOrHost);
        while (true)
        {
            if (_domains.TryGetValue(domain, out var own))
            {
                return own;
            }

            var dot = domain.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                return null;
            }

            domain = domain[(dot + 1)..];
        }
    }

    private bool IsPublic(string emailKey) =>
        EmailAddress.IsOfPublicProvider(emailKey)
        || _settings.PublicMailDomains.Any(domain => EmailAddress.IsAt(emailKey, domain));
}
