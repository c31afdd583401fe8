using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Mail;

namespace Partners.Console.Tests.Mail;

/// <summary>A database with an outbox, and the mail server behind it.</summary>
internal sealed class Outbox(TestDatabase database, ScriptedCarrier carrier) : IAsyncDisposable
{
    public static readonly AuditSubject Handoff = new("handoff", "7", "Woonvisie", OrganisationId: null, Version: null);

    public TestDatabase Database => database;

    public ScriptedCarrier Carrier => carrier;

    public static async Task<Outbox> CreateAsync()
    {
        var carrier = new ScriptedCarrier();
        return new(await TestDatabase.CreateAsync(services => services.AddSingleton<IMailCarrier>(carrier)), carrier);
    }

    public static NewMail Mail(string body = "Dear Ruben", string? secret = null, bool isDraft = false, string to = "r@zwolle.example") =>
        new(MailKind.HandoffMessage, to, "Ruben", "The handoff of Woonvisie", body, Handoff, Attachment: null, secret, isDraft);

    public Task<Outcome<Guid>> QueueAsync(NewMail? mail = null, Staff? by = null)
    {
        var queue = database.Get<MailQueue>();
        return database.Get<ChangeRunner>().RunAsync<Guid>(
            by ?? Make.Operator,
            Permission.Transfer,
            Guid.CreateVersion7(),
            "test",
            (change, _) => Task.FromResult(
                queue.Refuse(mail ?? Mail()) is { Count: > 0 } refusals
                    ? Outcome<Guid>.Refused(refusals)
                    : Outcome<Guid>.Done(queue.Add(change, mail ?? Mail()))),
            CancellationToken.None);
    }

    public Task<Outcome<int>> SendAsync() => database.Get<MailSender>().RunAsync(Make.Staff, CancellationToken.None);

    public Task<OutgoingMail> MailAsync(Guid id) => database.QueryAsync(db => db.OutgoingMails.SingleAsync(mail => mail.Id == id));

    public Task<List<string>> ActionsAsync() => database.QueryAsync(db =>
        db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync());

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
