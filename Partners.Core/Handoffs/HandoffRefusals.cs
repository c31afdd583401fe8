using Partners.Core.Changes;

namespace Partners.Core.Handoffs;

public sealed record NoSuchHandoff() : Refusal("There is no such handoff.");

public sealed record HandoffIsOver(string Workspace, HandoffStatus Status)
    : Refusal(Status == HandoffStatus.Completed ? $"{Workspace} was handed off already." : $"The handoff of {Workspace} was cancelled.");

public sealed record PlanTooLong(string What, int Longest) : Refusal($"{What} can have at most {Longest} characters.");

/// <summary>A check fails on the current facts. The page shows every check and where to fix it.</summary>
public sealed record ChecksStop(string Check, string Why) : Refusal($"{Check}: {Why}");

public sealed record WorkspaceNameTypedWrong(string Name)
    : Refusal($"Type the workspace name exactly: {Name}", nameof(ConfirmHandoff.WorkspaceName));

public sealed record ClientNameTypedWrong(string Name)
    : Refusal($"Type the client organisation's name exactly: {Name}", nameof(ConfirmHandoff.ClientName));

public sealed record LossNotUnderstood()
    : Refusal("Tick that the partner loses administrative access.", nameof(ConfirmHandoff.PartnerLosesAccess));

public sealed record FinalityNotUnderstood() : Refusal("Tick that this cannot be undone.", nameof(ConfirmHandoff.CannotBeUndone));

public sealed record SecondOperatorMissing() : Refusal("A second operator must approve it first.");

public sealed record SignInNotFresh(TimeSpan Within)
    : Refusal(
        $"Sign in again: your last sign-in must be at most {Within.TotalMinutes:0.#} "
            + $"{(Within.TotalMinutes == 1 ? "minute" : "minutes")} old.");

/// <summary>The proof found something open that is no way in, and everything was rolled back.</summary>
public sealed record StillOpen(string What) : Refusal($"Nothing was handed off. {What}");

/// <summary>The proof found an open path, and everything was rolled back.</summary>
public sealed record StillHasAWayIn(string Who, string How) : Refusal($"Nothing was handed off: {Who} would still have access by {How}.");
