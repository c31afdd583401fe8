using System.Linq.Expressions;

namespace Partners.Core.Organisations;

/// <summary>What is not as it should be with an organisation and its flag (PRODUCT.md, section 1).</summary>
public enum Anomaly
{
    /// <summary>External-client workspaces, and the flag is off.</summary>
    ClientsWithoutFlag,

    /// <summary>The flag is on, and its agreement is past its end.</summary>
    AgreementEnded,

    /// <summary>The flag is on, as the platform had it, and no agreement was ever recorded here.</summary>
    FlagWithoutAgreement,
}

/// <summary>The anomalies as conditions of a query; the indexes in <c>Persistence/Tables.Organisations.cs</c> are made for them.</summary>
public static class Anomalies
{
    public static Expression<Func<Organisation, bool>> Condition(this Anomaly anomaly, DateOnly today) => anomaly switch
    {
        Anomaly.ClientsWithoutFlag => organisation => organisation.DeletedAt == null && !organisation.IsPartner && organisation.ExternalWorkspaceCount > 0,
        Anomaly.AgreementEnded => organisation => organisation.DeletedAt == null && organisation.IsPartner && organisation.AgreementEndsOn < today,
        Anomaly.FlagWithoutAgreement => organisation => organisation.DeletedAt == null && organisation.IsPartner && organisation.AgreementId == null,
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
