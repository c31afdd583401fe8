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

    /// <summary>"agreement ended", within the sentence of the alert.</summary>
    public static string InSentence(Anomaly anomaly) => anomaly switch
    {
        Anomaly.ClientsWithoutFlag => "flag off with client workspaces",
        Anomaly.AgreementEnded => "agreement ended",
        Anomaly.FlagWithoutAgreement => "no agreement recorded",
        _ => throw new ArgumentOutOfRangeException(nameof(anomaly)),
    };

    /// <summary>The chip in the list: "Flag off, in use".</summary>
    public static string OnChip(Anomaly anomaly) => anomaly switch
    {
        Anomaly.ClientsWithoutFlag => "Flag off, in use",
        Anomaly.AgreementEnded => "Agreement ended",
        Anomaly.FlagWithoutAgreement => "No agreement",
        _ => throw new ArgumentOutOfRangeException(nameof(anomaly)),
    };

    /// <param name="endedOn">The last day of its agreement.</param>
    public static string OfOne(Anomaly anomaly, DateOnly? endedOn) => anomaly switch
    {
        Anomaly.ClientsWithoutFlag => "It has external-client workspaces, but its partner flag is off. They go on; new ones are refused.",
        Anomaly.AgreementEnded =>
            $"Agreement ended{(endedOn is { } day ? $" on {Shell.AmsterdamTime.Day(day)}" : null)}. "
                + "Record the renewal, or withdraw partner status.",
        Anomaly.FlagWithoutAgreement =>
            "Its partner flag was set on the platform, but no agreement is recorded here. Record it, or withdraw partner status.",
        _ => throw new ArgumentOutOfRangeException(nameof(anomaly)),
    };
}
