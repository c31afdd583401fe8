using Partners.Core.Consent;

namespace Partners.Core.ExternalLed;

/// <summary>What the link about contacting a client says (docs/product.md P19). Nothing of what the client does is part of it.</summary>
internal static class ContactStatement
{
    public static ConsentStatement Of(ContactFacts facts, string person)
    {
        var (partner, workspace, client) = (facts.Partner, facts.Workspace, facts.Client);
        return new(
            new(
                $"Contact met {client}",
                $"{person}, vindt {partner} het goed dat dembrane contact opneemt met {client}?",
                [
                    $"{partner} werkt met dembrane voor {client}, in de werkruimte {workspace}.",
                    $"dembrane wil {client} vragen of het op termijn een eigen account bij dembrane wil.",
                    $"Daardoor verandert er nog niets. Een werkruimte wordt pas overgedragen op een dag die {partner} en de klant allebei "
                        + $"hebben bevestigd, en de afspraken met {partner} blijven gelden.",
                    "Als u nee zegt, overlegt dembrane eerst met u. U kunt ook ja zeggen vanaf een latere dag.",
                ],
                "Ja, dembrane mag contact opnemen",
                TakesOtherDay: true)
            {
                IsFromDay = true,
            },
            new(
                $"Contact with {client}",
                $"{person}, is {partner} happy for dembrane to contact {client}?",
                [
                    $"{partner} uses dembrane for {client}, in the workspace {workspace}.",
                    $"dembrane would like to ask {client} whether it wants an account of its own with dembrane in time.",
                    $"Nothing changes by that. A workspace is handed over only on a day that {partner} and the client have both confirmed, "
                        + $"and what is agreed with {partner} stays as it is.",
                    "If you say no, dembrane talks to you first. You can also say yes from a later day.",
                ],
                "Yes, dembrane may contact them",
                TakesOtherDay: true)
            {
                IsFromDay = true,
            });
    }
}
