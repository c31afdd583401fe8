using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Evidence made by hand, as of 20 November 2026.</summary>
internal static class Clients
{
    public static readonly DateOnly Today = new(2026, 11, 20);

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);

    public static readonly ClientPerson Sofie = new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        "Sofie Brink",
        "sofie@gemeente.example",
        Now.AddMonths(-6));

    public static ClientEvidence Evidence(
        IEnumerable<ProjectUse>? projects = null,
        IEnumerable<DateTimeOffset>? invites = null,
        IEnumerable<DateTimeOffset>? acts = null,
        IEnumerable<DateTimeOffset>? organisations = null) => new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        [Sofie],
        [.. projects ?? []],
        [.. (invites ?? []).Select((at, i) => new InviteSent(Guid.CreateVersion7(), $"collega{i}@gemeente.example", Sofie, at))],
        [.. (acts ?? []).Select((at, i) => new OwnerAct(OwnerActKind.ChangedWorkspace, $"{i}", Sofie, at))],
        [.. (organisations ?? []).Select(at => new FoundedOrganisation(Guid.CreateVersion7(), "Gemeente zelf", Sofie, at))]);

    public static ProjectUse Project(int conversations, bool byClient) =>
        new(
            Guid.CreateVersion7(),
            "Omgevingsvisie",
            byClient ? Sofie : null,
            Now.AddYears(-1),
            conversations,
            conversations == 0 ? null : Now.AddDays(-conversations));

    public static SignalReading Read(this ClientEvidence evidence) => SignalReading.Of(evidence, new SignalSettings());
}
