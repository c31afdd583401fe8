using Partners.Console.Shell;
using Partners.Core.Findings;
using Partners.Core.Organisations;

namespace Partners.Console.Links;

/// <summary>The addresses of the lists of anomalies, and of the records that they name.</summary>
public static class FindingAddresses
{
    public const string List = "/anomalies";

    /// <summary>Flags have the list of organisations with its filter; everything else a list here.</summary>
    public static string Of(FindingKind kind, int page = PageNumber.First) => kind switch
    {
        FindingKind.ClientsWithoutFlag => OrganisationAddresses.Of(new OrganisationQuery(Anomaly: Anomaly.ClientsWithoutFlag)),
        FindingKind.AgreementEnded => OrganisationAddresses.Of(new OrganisationQuery(Anomaly: Anomaly.AgreementEnded)),
        FindingKind.FlagWithoutAgreement => OrganisationAddresses.Of(new OrganisationQuery(Anomaly: Anomaly.FlagWithoutAgreement)),
        _ => Listed(kind, page),
    };

    public static string Listed(FindingKind kind, int page = PageNumber.First) =>
        $"{List}?kind={NameOf(kind)}{(PageNumber.Write(page) is { } number ? $"&page={number}" : null)}";

    public static string Of(Finding finding) => finding.Subject switch
    {
        FindingSubject.Deal => LedgerAddresses.Of(finding.Id),
        FindingSubject.Workspace => WorkspaceAddresses.Of(finding.Id),
        _ => OrganisationAddresses.Of(finding.Id),
    };

    /// <summary>Null, also for an unknown name, means the first kind that is present.</summary>
    public static FindingKind? KindOf(string? name) =>
        Enum.GetValues<FindingKind>().Cast<FindingKind?>().FirstOrDefault(kind => NameOf(kind!.Value) == name);

    public static string NameOf(FindingKind kind) =>
        string.Concat(kind.ToString().Select((letter, index) =>
            char.IsUpper(letter) && index > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
