using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;

namespace Partners.Core.Referrals;

/// <param name="WorkspaceId">The client's workspace; null if none exists yet, and then <paramref name="ClientName"/> is set.</param>
public sealed record AddDeal(Guid RequestId, Guid PartnerId, Guid? WorkspaceId, string? ClientName, DealForm Form);

public sealed record ClientMissing()
    : Refusal("Choose the client's workspace, or name the client where none exists yet.", nameof(AddDeal.WorkspaceId));

public sealed partial class ReferralLedger
{
    /// <summary>Refused if the partner has a deal with overlapping days for that client.</summary>
    public Task<Outcome<DealChanged>> AddAsync(Staff who, AddDeal command, CancellationToken cancel) =>
        changes.RunAsync<DealChanged>(who, Permission.EditLedger, command.RequestId, nameof(AddDeal), async (change, token) =>
        {
            var partner = await change.Db.Organisations.AsNoTracking().SingleOrDefaultAsync(
                found => found.Id == command.PartnerId && found.DeletedAt == null && found.IsPartner,
                token);
            var client = command.WorkspaceId is { } workspaceId
                ? await ClientAsync(change.Db, workspaceId, command.PartnerId, token)
                : command.ClientName?.Trim();
            var read = DealRules.Read(command.Form, startsOn: null);
            Refusal?[] found =
            [
                partner is null ? new NoSuchPartner() : null,
                command.WorkspaceId is not null && client is null ? new NotThePartnersClient() : null,
                command.WorkspaceId is null && string.IsNullOrEmpty(client) ? new ClientMissing() : null,
                client?.Length > Organisation.LongestName
                    ? new TooLong("The client's name", Organisation.LongestName, nameof(command.ClientName))
                    : null,
                .. read.Refusals,
            ];
            if (found.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Outcome<DealChanged>.Refused(refusals);
            }

            var terms = read.Value!;
            var deal = new Deal(
                Guid.CreateVersion7(change.At),
                platformId: null,
                command.PartnerId,
                command.WorkspaceId,
                command.WorkspaceId is null ? client : null,
                terms.StartsOn,
                terms.Notes,
                change.At);
            deal.Agree(
                terms.StartsOn,
                terms.Kickback,
                terms.Discount,
                terms.Cap,
                terms.ExpiresOn,
                terms.AgreementReference,
                reason: null,
                who,
                change.At);
            if (await RefuseOverlapAsync(change.Db, deal, client!, token) is { } overlap)
            {
                return overlap;
            }

            change.Db.Deals.Add(deal);
            var name = $"{partner!.Name} – {client}";
            change.Record(AuditActions.DealAdded, deal.Subject(name, isNew: true), before: null, deal.Facts(), terms.AgreementReference);
            await change.CarryNewDealAsync(deal, name, $"Deal added by agreement {terms.AgreementReference}", token);
            return await PostedAsync(change, deal, name, token);
        }, cancel);
}
