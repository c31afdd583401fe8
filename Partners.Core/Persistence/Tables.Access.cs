using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Access;

namespace Partners.Core.Persistence;

internal sealed class SignInSessionTable : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> builder)
    {
        builder.ToTable("SignInSessions");

        // Sessions end by person or provider session, and are deleted by age.
        builder.HasIndex(session => session.Subject);
        builder.HasIndex(session => session.ProviderSession);
        builder.HasIndex(session => session.ExpiresAt);
    }
}

internal sealed class UsedLogoutTokenTable : IEntityTypeConfiguration<UsedLogoutToken>
{
    public void Configure(EntityTypeBuilder<UsedLogoutToken> builder)
    {
        builder.ToTable("UsedLogoutTokens");
        builder.HasIndex(token => token.ForgetAt);
    }
}
