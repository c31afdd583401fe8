using Partners.Core.Persistence;

namespace Partners.Core.Organisations;

/// <summary>
/// What other capabilities keep about an organisation. Each query is theirs and is registered with them, because this folder knows none of
/// them.
/// </summary>
/// <param name="ClientWorkspaces">The live external-client workspaces, by name.</param>
/// <param name="InternalWorkspaces">How many live internal workspaces there are.</param>
/// <param name="OpenDeals">A partner's open deals with what is owed on each, largest first.</param>
/// <param name="PartnersOfOpenDeals">The partner of each open deal, for counting within a query.</param>
/// <param name="PendingHandoffs">Handoffs that are neither completed nor cancelled, oldest first.</param>
/// <param name="Tiers">The tier of each of some organisations; those without a pooled account are left out.</param>
/// <param name="Balance">What a partner is owed over all its deals; null if it has none.</param>
public sealed record OrganisationTies(
    Func<PartnersDb, Guid, CancellationToken, Task<IReadOnlyList<ClientWorkspace>>> ClientWorkspaces,
    Func<PartnersDb, Guid, CancellationToken, Task<int>> InternalWorkspaces,
    Func<PartnersDb, Guid, DateOnly, CancellationToken, Task<IReadOnlyList<OpenDeal>>> OpenDeals,
    Func<PartnersDb, DateOnly, IQueryable<Guid>> PartnersOfOpenDeals,
    Func<PartnersDb, Guid, CancellationToken, Task<IReadOnlyList<PendingHandoff>>> PendingHandoffs,
    Func<PartnersDb, IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyDictionary<Guid, string>>> Tiers,
    Func<PartnersDb, Guid, CancellationToken, Task<PartnerBalance?>> Balance);
