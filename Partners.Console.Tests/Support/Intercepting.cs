using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Partners.Core.Persistence;
using Partners.Core.Persistence.PostgreSql;

namespace Partners.Console.Tests.Support;

internal static class Intercepting
{
    /// <summary>Puts an interceptor before the database, whichever the tests run on.</summary>
    public static void Intercept(this IServiceCollection services, IInterceptor interceptor)
    {
        services.ConfigureDbContext<PartnersDb>(options => options.AddInterceptors(interceptor));
        services.ConfigureDbContext<PostgreSqlDb>(options => options.AddInterceptors(interceptor));
    }
}
