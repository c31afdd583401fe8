namespace Partners.Console.Mail;

/// <summary>A mail in a form.</summary>
public sealed class MailDraft
{
    public string? ToAddress { get; set; }

    public string? ToName { get; set; }

    public string? Subject { get; set; }

    public string? Body { get; set; }

    /// <summary>It carries a link for its recipient alone.</summary>
    public bool HasLink { get; init; }
}
