using Partners.Core.Changes;

namespace Partners.Core.Organisations;

// Fields are those of AgreementForm and WithdrawPartner.

public sealed record NoSuchOrganisation() : Refusal("There is no such organisation. It may have been removed on the platform.");

public sealed record AlreadyPartner(string Name) : Refusal($"{Name} is a partner already.");

public sealed record NotAPartner(string Name) : Refusal($"{Name} is not a partner.");

public sealed record AgreementReferenceMissing()
    : Refusal("Enter the agreement reference.", nameof(AgreementForm.Reference));

public sealed record SignedOnMissing() : Refusal("Enter the day it was signed.", nameof(AgreementForm.SignedOn));

public sealed record SignedInTheFuture(DateOnly SignedOn)
    : Refusal(
        $"{SignedOn:d MMM yyyy} is still to come. An agreement has to be signed before the flag goes on.",
        nameof(AgreementForm.SignedOn));

public sealed record RelationshipOwnerMissing()
    : Refusal("Choose who at dembrane owns the relationship and has confirmed the agreement.", nameof(AgreementForm.RelationshipOwner));

public sealed record AgreementHasEnded(DateOnly EndsOn)
    : Refusal($"The agreement ended on {EndsOn:d MMM yyyy}. Agree a new one first.", nameof(AgreementForm.EndsOn));

public sealed record EndsBeforeSigned() : Refusal("The agreement cannot end before it was signed.", nameof(AgreementForm.EndsOn));

public sealed record LinkIsNoWebAddress()
    : Refusal("The link has to be a web address that starts with https:// or http://.", nameof(AgreementForm.Link));

public sealed record NotConfirmed()
    : Refusal("Confirm that the agreement is in place and that the relationship owner has confirmed it.", nameof(AgreementForm.Confirmed));
