namespace Partners.Core.Persistence.Sqlite.Migrations;

public partial class PaymentFacts
{
    /// <summary>
    /// Binds the payments known so far by their present customer. Of several accounts with one customer, a live one comes first, then the
    /// oldest.
    /// </summary>
    private const string Sql = """
        UPDATE "Payments" SET
            ("BillingAccountId", "WorkspaceId") = (
                SELECT account."Id", account."WorkspaceId" FROM "BillingAccounts" AS account
                WHERE account."MollieCustomerId" = "Payments"."MollieCustomerId"
                ORDER BY account."DeletedAt" IS NOT NULL, account."CreatedAt", account."Id"
                LIMIT 1),
            "BoundBy" = 'Customer'
        WHERE EXISTS (SELECT 1 FROM "BillingAccounts" AS account WHERE account."MollieCustomerId" = "Payments"."MollieCustomerId");
        """;
}
