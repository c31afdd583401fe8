using Partners.Console.Shell;
using Partners.Core.Referrals;

namespace Partners.Console.Referrals;

/// <summary>The deal dialog's input, as typed.</summary>
public sealed class DealDraft
{
    public PartnerChoice? Partner { get; set; }

    /// <summary>The chosen workspace; null if none is chosen or none exists yet.</summary>
    public ClientChoice? Client { get; set; }

    /// <summary>The client's name, if no workspace exists yet.</summary>
    public string? ClientName { get; set; }

    public string? Kickback { get; set; }

    public string? Discount { get; set; }

    public string? Cap { get; set; }

    public DateOnly? StartsOn { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    public string? AgreementReference { get; set; }

    public string? Notes { get; set; }

    public DateOnly? HoldsFrom { get; set; }

    public string? Reason { get; set; }

    /// <summary>
    /// Starts an amendment from the deal's latest terms. Agreement reference and start day are empty, so that a person has to look them up
    /// in the agreement.
    /// </summary>
    public static DealDraft Of(DealDetails deal)
    {
        var latest = deal.Terms[0];
        return new()
        {
            Partner = new(deal.Deal.PartnerId, deal.Deal.Partner),
            Kickback = latest.Kickback.ToPlainText(),
            Discount = latest.Discount.ToPlainText(),
            Cap = latest.Cap?.ToPlainText(),
            StartsOn = deal.Deal.StartsOn,
            ExpiresOn = latest.ExpiresOn,
            Notes = deal.Notes,
        };
    }

    /// <summary>
    /// Merges someone else's amendment: fields that this person left alone take the new value, and what they typed stays.
    /// </summary>
    public void TakeOver(DealDetails opened, DealDetails now)
    {
        var (before, after) = (Of(opened), Of(now));
        Kickback = FieldDifference.Kept(Kickback, before.Kickback, after.Kickback);
        Discount = FieldDifference.Kept(Discount, before.Discount, after.Discount);
        Cap = FieldDifference.Kept(Cap, before.Cap, after.Cap);
        ExpiresOn = ExpiresOn == before.ExpiresOn ? after.ExpiresOn : ExpiresOn;
        Notes = FieldDifference.Kept(Notes, before.Notes, after.Notes);
        StartsOn = after.StartsOn;
    }

    public AddDeal ToAdd(Guid requestId) => new(requestId, Partner?.Id ?? Guid.Empty, Client?.WorkspaceId, ClientName, Form);

    public AmendDeal ToAmend(Guid requestId, LedgerRow seen) =>
        new(requestId, seen.Id, seen.Version, Client?.WorkspaceId ?? seen.WorkspaceId, Form, HoldsFrom, Reason);

    private DealForm Form => new(Kickback, Discount, Cap, StartsOn, ExpiresOn, AgreementReference, Notes);
}
