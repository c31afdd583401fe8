using Microsoft.EntityFrameworkCore;
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

    /// <summary>A query that takes the first rows of no order is a fault: each time they may be others.</summary>
    public static void RefuseFirstOfNoOrder(this IServiceCollection services)
    {
        services.ConfigureDbContext<PartnersDb>(Refuse);
        services.ConfigureDbContext<PostgreSqlDb>(Refuse);

        static void Refuse(DbContextOptionsBuilder options) =>
            options.ConfigureWarnings(warnings => warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
    }
}
