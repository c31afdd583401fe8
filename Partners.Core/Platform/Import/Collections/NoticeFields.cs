using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>
/// What a project or a workspace tells its participants. The platform does not enforce its list of legal bases, so that a word which is not
/// on it is kept as it stands.
/// </summary>
internal static class NoticeFields
{
    public static ParticipantNotice Read(RowFields row) => new(
        row.Optional("legal_basis", ParticipantNotice.LongestBasis),
        row.Optional("privacy_policy_url", ParticipantNotice.LongestAddress));
}
