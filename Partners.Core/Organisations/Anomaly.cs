using System.Linq.Expressions;
using Partners.Core.Persistence;

namespace Partners.Core.Organisations;

/// <summary>What is not as it should be with an organisation and its flag (docs/product.md T10).</summary>
public enum Anomaly
{
    /// <summary>External-client workspaces, and the flag is off.</summary>
    ClientsWithoutFlag,

    /// <summary>The flag is on, and its agreement is past its end.</summary>
    AgreementEnded,

    /// <summary>The flag is on, as the platform had it, and no agreement was ever recorded here.</summary>
    FlagWithoutAgreement,
}

/// <summary>The anomalies as conditions of a query.</summary>
public static class Anomalies
{
    internal static Expression<Func<Organisation, bool>> Condition(this Anomaly anomaly, PartnersDb db, DateOnly today) => anomaly switch
    {
        Anomaly.ClientsWithoutFlag => organisation => organisation.DeletedAt == null && organisation.StandingAnomaly == Anomaly.ClientsWithoutFlag,

        // Those few first, by their ids, and then in order: 1 ms instead of 32 among 100,000 (a first page has 3).
        Anomaly.AgreementEnded => organisation => organisation.DeletedAt == null
            && db.Organisations.Where(ended => ended.DeletedAt == null && ended.AgreementEndsOn < today).Select(ended => ended.Id).Contains(organisation.Id),
        Anomaly.FlagWithoutAgreement => organisation => organisation.DeletedAt == null && organisation.StandingAnomaly == Anomaly.FlagWithoutAgreement,
        _ => throw new ArgumentOutOfRangeException(nameof(anomaly)),
    };

    /// <summary>Those that hold for one organisation.</summary>
    public static IEnumerable<Anomaly> Of(bool isPartner, int externalWorkspaces, Guid? agreementId, DateOnly? agreementEndsOn, DateOnly today)
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
