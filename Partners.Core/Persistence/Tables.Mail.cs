using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Mail;

namespace Partners.Core.Persistence;

internal sealed class OutgoingMailTable : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("OutgoingMails");
        builder.Property(mail => mail.Version).IsConcurrencyToken();
        builder.Ignore(mail => mail.About);
        builder.Ignore(mail => mail.IsOpen);

        // What is to be sent. The list, newest first, and by state. A record's mails.
        builder.HasIndex(mail => mail.NextTryAt, "IX_OutgoingMails_Due").HasFilter("\"State\" = 'Waiting'");
        builder.HasIndex(mail => new { mail.AskedAt, mail.Id }, "IX_OutgoingMails_AskedAt").IsDescending(true, true);
        builder.HasIndex(mail => new { mail.State, mail.AskedAt, mail.Id }, "IX_OutgoingMails_State").IsDescending(false, true, true);
        builder.HasIndex(mail => new { mail.AboutKind, mail.AboutId }, "IX_OutgoingMails_About");
    }
}
