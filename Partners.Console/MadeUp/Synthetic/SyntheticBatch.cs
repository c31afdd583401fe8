using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Synthetic;

/// <summary>One transaction's inserts, a prepared statement for each table.</summary>
internal sealed class SyntheticBatch(PartnersDb db, SyntheticCounts counts) : IDisposable
{
    private readonly Dictionary<Type, IDisposable> _inserts = [];

    public PartnersDb Db => db;

    public SyntheticCounts Counts => counts;

    /// <summary>Rows of this batch.</summary>
    public int Rows { get; private set; }

    public void Add(Organisation organisation) => Insert(organisation);

    public void Add(PartnerAgreement agreement) => Insert(agreement);

    public void Add(Person person) => Insert(person, ref counts.People);

    public void Add(OrganisationMembership membership) => Insert(membership, ref counts.Memberships);

    public void Add(Workspace workspace) => Insert(workspace, ref counts.Workspaces);

    public void Add(WorkspaceMembership membership) => Insert(membership, ref counts.Memberships);

    public void Add(WorkspaceInvite invite) => Insert(invite);

    public void Add(BillingAccount account) => Insert(account, ref counts.Accounts);

    public void Add(Project project) => Insert(project, ref counts.Projects);

    public void Add(Conversation conversation) => Insert(conversation, ref counts.Conversations);

    public void Add(Activity activity) => Insert(activity, ref counts.Activities);

    public void Add(Payment payment) => Insert(payment, ref counts.Payments);

    public void Add(Refund refund) => Insert(refund);

    public void Add(Deal deal)
    {
        Insert(deal, ref counts.Deals);
        foreach (var terms in deal.Terms)
        {
            Insert(terms);
        }
    }

    public void Dispose()
    {
        foreach (var insert in _inserts.Values)
        {
            insert.Dispose();
        }
    }

    private void Insert<T>(T record, ref long counter)
        where T : class
    {
        Insert(record);
        counter++;
    }

    private void Insert<T>(T record)
        where T : class
    {
        if (!_inserts.TryGetValue(typeof(T), out var insert))
        {
            insert = new BulkInsert<T>(db);
            _inserts.Add(typeof(T), insert);
        }

        ((BulkInsert<T>)insert).Add(record);
        Rows++;
        counts.Rows++;
    }
}

/// <summary>How many rows were written so far; also the numbers that ids are made from.</summary>
internal sealed class SyntheticCounts
{
    public long People;
    public long Memberships;
    public long Workspaces;
    public long Accounts;
    public long Projects;
    public long Conversations;
    public long Activities;
    public long Payments;
    public long Deals;
    public long Partners;
    public long Rows;
}
