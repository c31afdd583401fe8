using Partners.Core.Access;

namespace Partners.Core.Mail;

/// <summary>Who may write, send and discard which mail (docs/product.md N2). Everybody with a role may read all of them.</summary>
public static class MailKinds
{
    /// <summary>It carries a link that only its recipient may use.</summary>
    public static bool HasLink(this MailKind kind) => kind is MailKind.ConsentLink or MailKind.ContactLink;

    public static Permission Needs(this MailKind kind) => kind switch
    {
        MailKind.Statement => Permission.EditLedger,
        MailKind.AgreementReminder => Permission.TogglePartner,
        MailKind.Digest => Permission.Read,
        MailKind.ContactLink => Permission.WorkPipeline,
        _ => Permission.Transfer,
    };
}
