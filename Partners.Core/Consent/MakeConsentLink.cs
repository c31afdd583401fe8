using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Mail;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Consent;

public sealed record NoPublicAddress()
    : Refusal("Links need the address at which people outside reach the console. Ask whoever runs it to set Links:Address.");

public sealed record ConsentPersonMissing() : Refusal("Enter who is asked.", nameof(ConsentTo.Name));

public sealed record ConsentPersonTooLong()
    : Refusal($"The name can have at most {ConsentLink.LongestName} characters.", nameof(ConsentTo.Name));

public sealed record ConsentAddressWrong(string Problem) : Refusal(Problem, nameof(ConsentTo.Email));

public sealed record LinkIsOver() : Refusal("This link is over already.");

/// <summary>Whom a link is for, and how it gets there.</summary>
/// <param name="Token">Minted with the request id when the form opened: a double click makes one link and knows its address.</param>
/// <param name="Mail">
/// The mail that carries it, as a person read and edited it; null where whoever made it copies its address. It goes to the person that the
/// link is for, whatever it says itself.
/// </param>
public sealed record ConsentTo(string? Name, string? Email, ConsentToken Token, MailForm? Mail = null);

/// <summary>A link was made. Its address is not part of this: it would be stored with the answer to the request.</summary>
/// <param name="MailId">The mail that carries it; null where it is copied.</param>
public sealed record ConsentLinkMade(Guid LinkId, string Person, DateTimeOffset ExpiresAt, Guid? MailId);

/// <summary>A link was withdrawn.</summary>
public sealed record ConsentLinkWithdrawn(Guid LinkId, string Person);

/// <summary>What a capability asks by a link.</summary>
/// <param name="Record">The record on whose trail it stands.</param>
internal sealed record ConsentAsk(ConsentSubject About, ConsentStatement Statement, AuditSubject Record);

/// <summary>
/// What making and withdrawing a link is for every purpose (docs/product.md H34). The capability that asks decides whether and about what.
/// </summary>
public sealed class ConsentLinks(
    ConsentSettings settings, MailQueue mails, IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    /// <summary>What is wrong with whom the link is for, or with the settings.</summary>
    internal IReadOnlyList<Refusal> Refuse(ConsentTo to)
    {
        Refusal?[] problems =
        [
            settings.Address is null ? new NoPublicAddress() : null,
            string.IsNullOrWhiteSpace(to.Name) ? new ConsentPersonMissing()
                : to.Name.Trim().Length > ConsentLink.LongestName ? new ConsentPersonTooLong()
                : null,
            EmailAddress.Problem(to.Email) is { } problem ? new ConsentAddressWrong(problem) : null,
        ];
        return [.. problems.OfType<Refusal>()];
    }

    /// <summary>
    /// Makes it and queues its mail. An open one about the same is withdrawn, so that there is only ever one. Refused where the mail cannot
    /// be written.
    /// </summary>
    internal async Task<Outcome<ConsentLinkMade>> MakeAsync(
        Change change,
        Outcome<ConsentAsk> asked,
        ConsentTo to,
        CancellationToken cancel)
    {
        if (asked.Value is not var (about, statement, record))
        {
            return asked.As<ConsentLinkMade>(_ => throw new InvalidOperationException("Nothing is asked."));
        }

        var made = new ConsentLink(about, new(to.Name!.Trim(), to.Email!.Trim()), to.Token.Hash, statement, change.Who, change.At);
        var mail = to.Mail is { } written
            ? ConsentMail.Of(made, record, settings.AddressOf(to.Token)) with
            {
                Subject = written.Subject ?? string.Empty,
                Body = written.Body ?? string.Empty,
                IsDraft = written.IsDraft,
            }
            : null;
        if (mail is not null && mails.Refuse(mail) is { Count: > 0 } refusals)
        {
            return Outcome<ConsentLinkMade>.Refused(refusals);
        }

        var before = await change.Db.ConsentLinks
            .Where(found =>
                found.Purpose == about.Purpose && found.SubjectId == about.SubjectId && found.ItemId == about.ItemId
                && found.Side == about.Side && found.State == ConsentState.Open)
            .ToListAsync(cancel);
        foreach (var open in before)
        {
            await EndAsync(change, open, cancel);
        }

        change.Db.ConsentLinks.Add(made);
        change.Record(AskedOf(about.Purpose), record, before: null, made.Facts(), reason: null);
        if (mail is not null)
        {
            made.Mail(mails.Add(change, mail));
        }

        return new ConsentLinkMade(made.Id, made.PersonName, made.ExpiresAt, made.MailId);
    }

    /// <summary>
    /// The mail that would carry the link, to be read and edited before anything is made: where the link goes, it says
    /// <see cref="MailRules.SecretPlace"/>. Refused as making it would be.
    /// </summary>
    internal async Task<Outcome<MailForm>> PreviewAsync(
        Staff who,
        Permission needs,
        ConsentTo to,
        Func<Change, CancellationToken, Task<Outcome<ConsentAsk>>> ask,
        CancellationToken cancel)
    {
        if (!who.May(needs))
        {
            return new NotPermitted(needs);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var change = new Change(db, who, Guid.CreateVersion7(), time.GetUtcMilliseconds());
        return (await ask(change, cancel)).As(asked =>
        {
            var link = new ConsentLink(
                asked.About, new(to.Name!.Trim(), to.Email!.Trim()), to.Token.Hash, asked.Statement, who, change.At);
            var mail = ConsentMail.Of(link, asked.Record, address: string.Empty);
            return new MailForm(mail.ToAddress, mail.ToName, mail.Subject, mail.Body, IsDraft: false);
        });
    }

    /// <summary>Takes back a link of that record. Refused where nobody can answer it any more.</summary>
    internal static async Task<Outcome<ConsentLinkWithdrawn>> WithdrawAsync(
        Change change,
        Guid subjectId,
        Guid linkId,
        AuditSubject record,
        CancellationToken cancel)
    {
        if (await change.Db.ConsentLinks.SingleOrDefaultAsync(
            found => found.Id == linkId && found.SubjectId == subjectId && found.State == ConsentState.Open, cancel) is not { } link)
        {
            return new LinkIsOver();
        }

        var before = link.Facts();
        await EndAsync(change, link, cancel);
        change.Record(WithdrawnOf(link.Purpose), record, before, link.Facts(), reason: null);
        return new ConsentLinkWithdrawn(link.Id, link.PersonName);
    }

    private static string AskedOf(ConsentPurpose purpose) =>
        purpose == ConsentPurpose.ClientContact ? AuditActions.ContactAsked : AuditActions.ConsentAsked;

    private static string WithdrawnOf(ConsentPurpose purpose) =>
        purpose == ConsentPurpose.ClientContact ? AuditActions.ContactWithdrawn : AuditActions.ConsentWithdrawn;

    /// <summary>A mail that has not left yet stays here.</summary>
    private static async Task EndAsync(Change change, ConsentLink link, CancellationToken cancel)
    {
        link.Withdraw(change.Who, change.At);
        if (link.MailId is { } mail)
        {
            await MailQueue.DiscardAsync(change, mail, cancel);
        }
    }
}
