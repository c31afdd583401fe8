using Partners.Core.Access;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Moves;

/// <summary>A workspace as a move sees it: whose data it holds, and who pays.</summary>
/// <param name="DataOwnerName">The client of an external-client workspace; null in an internal one, or if none is named.</param>
/// <param name="AccountLabel">The account's label; null if no account is known.</param>
/// <param name="IsOpen">Open to everyone in the organisation.</param>
public sealed record MovePlace(
    Guid WorkspaceId,
    string Name,
    Guid OrganisationId,
    string OrganisationName,
    UsageContext UsageContext,
    string? DataOwnerName,
    string? DataOwnerEmail,
    Guid? BillingAccountId,
    string? AccountLabel,
    bool IsOpen);

/// <summary>
/// Who may move what (docs/product.md M2, M3): staff move within one data owner and one payer; crossing either needs the transfer
/// permission and a reason.
/// </summary>
public static class MoveRules
{
    /// <summary>
    /// The internal workspaces of one organisation share one data owner: the organisation. An external-client workspace's data owner is its
    /// client, identified by name and address together: two workspaces with the same name and address share a data owner, whoever runs
    /// them. A workspace that lacks either has a data owner of its own.
    /// </summary>
    public static bool IsOneDataOwner(MovePlace one, MovePlace other) => DataOwnerKey(one) == DataOwnerKey(other);

    /// <summary>
    /// The payer is the billing account. If none is known, an organisation pays for its internal workspaces, and each external client for
    /// its own.
    /// </summary>
    public static bool IsOnePayer(MovePlace one, MovePlace other) => PayerKey(one) == PayerKey(other);

    public static Permission Needs(MovePlace from, MovePlace to) =>
        IsOneDataOwner(from, to) && IsOnePayer(from, to) ? Permission.MoveProjects : Permission.Transfer;

    /// <summary>The data owner's name, for display.</summary>
    public static string DataOwner(MovePlace place) =>
        place.UsageContext == UsageContext.Internal
            ? place.OrganisationName
            : place.DataOwnerName ?? $"the client of {place.Name}, who is not named";

    public static string Payer(MovePlace place) =>
        place.AccountLabel ?? (place.UsageContext == UsageContext.Internal ? place.OrganisationName : $"the client of {place.Name}");

    private static string DataOwnerKey(MovePlace place) => place switch
    {
        { UsageContext: UsageContext.Internal } => $"organisation {place.OrganisationId}",
        { DataOwnerName: { } name, DataOwnerEmail: { } email } => $"client {SearchKey.Of(name)} {EmailAddress.Key(email)}",
        _ => $"workspace {place.WorkspaceId}",
    };

    private static Guid PayerKey(MovePlace place) =>
        place.BillingAccountId ?? (place.UsageContext == UsageContext.Internal ? place.OrganisationId : place.WorkspaceId);
}
