using Partners.Core.Changes;

namespace Partners.Console.MadeUp.Synthetic;

public sealed record ScaleOutOfBounds()
    : Refusal(
        $"Choose 1 to {SyntheticScale.MostOrganisations:N0} organisations, with 0 to {SyntheticScale.MostConversations:N0} "
            + "conversations each.",
        "organisations");
