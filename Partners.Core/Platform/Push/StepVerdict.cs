using System.Text.Json.Nodes;

namespace Partners.Core.Platform.Push;

/// <summary>What is to be done for a step, after a look at the platform's rows.</summary>
public abstract record StepVerdict;

/// <summary>Everything of it is there.</summary>
public sealed record AllThere() : StepVerdict;

public sealed record ToSend(PlatformWrite Write) : StepVerdict;

/// <summary>Nothing of the step is written: others changed some of it there.</summary>
public sealed record Differing(IReadOnlyList<FieldDiffers> Fields) : StepVerdict;

/// <param name="Because">A sentence.</param>
public sealed record CannotBeSent(PushRow Row, string Because) : StepVerdict;

/// <summary>The number of a new deal is another's: it gets the next one.</summary>
public sealed record NumberIsTaken(PushRow Row) : StepVerdict;

/// <param name="Theirs">What the platform has.</param>
public sealed record FieldDiffers(PushRow Row, PushField Field, JsonNode? Theirs);
