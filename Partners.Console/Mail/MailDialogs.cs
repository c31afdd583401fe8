using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.Mail;

namespace Partners.Console.Mail;

/// <param name="IsDraft">It waits in the outbox until somebody sends it.</param>
public sealed record MailWritten(MailDone Mail, bool IsDraft)
{
    public string Said => IsDraft ? "The draft is in the outbox, on the page Mail." : $"On its way to {Mail.To}.";
}

/// <summary>Opens the dialog in which a prepared mail is read, edited and sent.</summary>
public static class MailDialogs
{
    /// <returns>Null if the person did not send or keep it.</returns>
    public static async Task<MailWritten?> WriteMailAsync(
        this PageDialogs dialogs,
        string title,
        MailDraft draft,
        Func<Guid, MailForm, CancellationToken, Task<Outcome<MailDone>>> command,
        string? attached = null) =>
        await dialogs.OpenAsync<WriteMailDialog>(
            title,
            new(StringComparer.Ordinal)
            {
                [nameof(WriteMailDialog.Draft)] = draft,
                [nameof(WriteMailDialog.Command)] = command,
                [nameof(WriteMailDialog.Attached)] = attached,
            }) as MailWritten;
}
