using Partners.Core.Changes;

namespace Partners.Core.Handoffs;

public sealed record NoSuchHandoff() : Refusal("There is no such handoff.");

public sealed record HandoffIsOver(string Workspace, HandoffStatus Status)
    : Refusal(Status == HandoffStatus.Completed ? $"{Workspace} was handed off already." : $"The handoff of {Workspace} was cancelled.");

public sealed record OnlyClientsAreHandedOff() : Refusal("Only an external-client workspace is handed off.");

public sealed record PartnerIsNone(string Organisation) : Refusal($"{Organisation} is no partner: mend the flag before its clients change hands.");

public sealed record PlanTooLong(string What, int Longest) : Refusal($"{What} may have {Longest} characters at most.");

/// <summary>The newest facts say no. The page shows every check with where it is mended.</summary>
public sealed record ChecksStop(string Check, string Why) : Refusal($"{Check}: {Why}");

public sealed record WorkspaceNameTypedWrong(string Name) : Refusal($"Type the workspace's name exactly as it is written: {Name}", nameof(ConfirmHandoff.WorkspaceName));

public sealed record ClientNameTypedWrong(string Name) : Refusal($"Type the client organisation's name exactly as it is written: {Name}", nameof(ConfirmHandoff.ClientName));

public sealed record LossNotUnderstood() : Refusal("Tick that the partner loses administrative access.", nameof(ConfirmHandoff.PartnerLosesAccess));

public sealed record FinalityNotUnderstood() : Refusal("Tick that this cannot be undone.", nameof(ConfirmHandoff.CannotBeUndone));

public sealed record SecondOperatorMissing() : Refusal("A second operator has to approve it first.");

public sealed record ApprovedByWhoPreparedIt(string Name) : Refusal($"{Name} prepared it, and cannot approve it too. Ask another operator.");

public sealed record SignInNotFresh(TimeSpan Within) : Refusal($"Sign in again: for this, your last sign-in may be {Within.TotalMinutes:0.#} {(Within.TotalMinutes == 1 ? "minute" : "minutes")} old at most.");

public sealed record ApprovalNotAsked() : Refusal("No second approval is asked for here.");

/// <summary>What the proof found open. Everything was undone.</summary>
public sealed record StillHasAWayIn(string Who, string How) : Refusal($"Nothing was handed off: {Who} would still get in by {How}.");

/// <summary>Carries the pending one, so that a page can lead there.</summary>
public sealed record HandoffBegunAlready(Guid HandoffId, string By) : Refusal($"{By} has begun to hand this workspace off. Go on with that one.");
