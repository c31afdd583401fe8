using Partners.Core.Organisations;

namespace Partners.Console.Organisations;

/// <summary>The anomalies' display text.</summary>
public static class AnomalyWords
{
    public static string Heading(Anomaly anomaly) => anomaly switch
    {
        Anomaly.ClientsWithoutFlag => "Client workspaces, flag off",
        Anomaly.AgreementEnded => "Agreement ended",
        Anomaly.FlagWithoutAgreement => "No agreement recorded",
        _ => throw new ArgumentOutOfRangeException(nameof(anomaly)),
    };

    public static string OfOne(Anomaly anomaly) => anomaly switch
    {
        Anomaly.ClientsWithoutFlag => "It has external-client workspaces, and its partner flag is off. They go on; new ones are refused.",
        Anomaly.AgreementEnded => "Its partner agreement is past its end. Record the renewal, or withdraw the status.",
        Anomaly.FlagWithoutAgreement =>
            "Its partner flag was set on the platform, and no agreement is recorded here. Record it, or withdraw the status.",
        _ => throw new ArgumentOutOfRangeException(nameof(anomaly)),
    };
}
