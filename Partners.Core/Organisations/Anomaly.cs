using System.Linq.Expressions;
using Partners.Core.Persistence;

namespace Partners.Core.Organisations;

/// <summary>An inconsistency between an organisation and its flag (docs/product.md T10).</summary>
public enum Anomaly
{
    /// <summary>It has external-client workspaces, but the flag is off.</summary>
    ClientsWithoutFlag,

    /// <summary>The flag is on, but its agreement has ended.</summary>
    AgreementEnded,

    /// <summary>The platform turned the flag on, and no agreement was ever recorded here.</summary>
    FlagWithoutAgreement,
}

public static class Anomalies
{
    internal static Expression<Func<Organisation, bool>> Condition(this Anomaly anomaly, PartnersDb db, DateOnly today) => anomaly switch
    {
        Anomaly.ClientsWithoutFlag =>
            organisation => organisation.DeletedAt == null && organisation.UndatedAnomaly == Anomaly.ClientsWithoutFlag,

        // Finding these few by id before sorting takes 1 ms instead of 32 among 100,000 (a first page may take 3).
        Anomaly.AgreementEnded => organisation => organisation.DeletedAt == null
            && db.Organisations
                .Where(ended => ended.DeletedAt == null && ended.AgreementEndsOn < today)
                .Select(ended => ended.Id)
                .Contains(organisation.Id),
        Anomaly.FlagWithoutAgreement =>
            organisation => organisation.DeletedAt == null && organisation.UndatedAnomaly == Anomaly.FlagWithoutAgreement,
        _ => throw new ArgumentOutOfRangeException(nameof(anomaly)),
    };

    /// <summary>The anomalies of one organisation.</summary>
    public static IEnumerable<Anomaly> Of(
        bool isPartner,
        int externalWorkspaces,
        Guid? agreementId,
        DateOnly? agreementEndsOn,
        DateOnly today)
    {
        if (!isPartner && externalWorkspaces > 0)
        {
            yield return Anomaly.ClientsWithoutFlag;
        }

        if (isPartner && agreementEndsOn < today)
        {
            yield return Anomaly.AgreementEnded;
        }

        if (isPartner && agreementId is null)
        {
            yield return Anomaly.FlagWithoutAgreement;
        }
    }
}
