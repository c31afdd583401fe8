using Partners.Core.Handoffs;
using Confirmation = Partners.Core.Handoffs.Confirmation;

namespace Partners.Console.Handoffs;

/// <summary>
/// Merges a plan that someone else saved meanwhile: parts that this person left alone take the new value, and what they typed stays.
/// </summary>
public static class PlanMerge
{
    public static HandoffPlan TakeOver(HandoffPlan opened, HandoffPlan now, HandoffPlan mine) => new()
    {
        Client = new(
            Kept(mine.Client.OrganisationId, opened.Client.OrganisationId, now.Client.OrganisationId),
            Kept(mine.Client.NewName, opened.Client.NewName, now.Client.NewName),
            Kept(mine.Client.NewOwnerId, opened.Client.NewOwnerId, now.Client.NewOwnerId)),
        Timing = new(
            Kept(mine.Timing.AgreedOn, opened.Timing.AgreedOn, now.Timing.AgreedOn),
            Said(mine.Timing.Partner, opened.Timing.Partner, now.Timing.Partner),
            Said(mine.Timing.Client, opened.Timing.Client, now.Timing.Client)),
        People = Kept(mine.People, opened.People, now.People, person => person.MembershipId),
        Invites = Kept(mine.Invites, opened.Invites, now.Invites, invite => invite.InviteId),
        Flows = Kept(mine.Flows, opened.Flows, now.Flows, flow => flow.WebhookId),
        Billing = new(
            Kept(mine.Billing.LegalName, opened.Billing.LegalName, now.Billing.LegalName),
            Kept(mine.Billing.AddressLine, opened.Billing.AddressLine, now.Billing.AddressLine),
            Kept(mine.Billing.PostalCode, opened.Billing.PostalCode, now.Billing.PostalCode),
            Kept(mine.Billing.City, opened.Billing.City, now.Billing.City),
            Kept(mine.Billing.Country, opened.Billing.Country, now.Billing.Country),
            Kept(mine.Billing.VatNumber, opened.Billing.VatNumber, now.Billing.VatNumber),
            Kept(mine.Billing.InvoiceEmail, opened.Billing.InvoiceEmail, now.Billing.InvoiceEmail),
            Kept(mine.Billing.PaymentMode, opened.Billing.PaymentMode, now.Billing.PaymentMode)),
        Deals = Kept(mine.Deals, opened.Deals, now.Deals, deal => deal.DealId),
    };

    /// <summary>Merges field by field, since two people may type at once; null if nothing is left.</summary>
    private static Confirmation? Said(Confirmation? mine, Confirmation? opened, Confirmation? now)
    {
        var merged = new Confirmation(
            Kept(mine?.By, opened?.By, now?.By),
            Kept(mine?.On, opened?.On, now?.On),
            Kept(mine?.How, opened?.How, now?.How),
            Kept(mine?.For, opened?.For, now?.For))
        {
            PlanPrint = Kept(mine?.PlanPrint, opened?.PlanPrint, now?.PlanPrint),
        };
        return merged == new Confirmation() ? null : merged;
    }

    private static T Kept<T>(T mine, T opened, T now) => EqualityComparer<T>.Default.Equals(mine, opened) ? now : mine;

    /// <summary>Merges line by line: in the other person's order, then the lines that only this person has.</summary>
    private static IReadOnlyList<T> Kept<T>(IReadOnlyList<T> mine, IReadOnlyList<T> opened, IReadOnlyList<T> now, Func<T, Guid> idOf)
        where T : class
    {
        var (ofMine, ofOpened, ofNow) = (mine.ToDictionary(idOf), opened.ToDictionary(idOf), now.ToDictionary(idOf));
        return [.. now.Concat(mine)
            .Select(idOf)
            .Distinct()
            .Select(id => Kept(ofMine.GetValueOrDefault(id), ofOpened.GetValueOrDefault(id), ofNow.GetValueOrDefault(id)))
            .OfType<T>()];
    }
}
