using System.Runtime.CompilerServices;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Import.Collections;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Mollie;

/// <summary>Reads Mollie's lists, page by page, newest first. Nothing is ever changed there.</summary>
internal sealed class MollieReader(MollieSettings settings, MollieLink link)
{
    /// <summary>The most that Mollie gives at a time.</summary>
    private const int PageSize = 250;

    private const string Prefix = "mollie_";

    /// <summary>Payments before what went back of them.</summary>
    public static readonly IReadOnlyList<CollectionImport> Lists = [new PaymentImport(), new RefundImport(), new ChargebackImport()];

    /// <param name="since">No page is asked for behind the first row that was created before it; null for all there are.</param>
    /// <exception cref="PlatformFaultException">Mollie stopped answering.</exception>
    public async IAsyncEnumerable<MolliePage> ReadAsync(
        CollectionImport list,
        DateTimeOffset? since,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var name = NameOf(list);
        var asked = new HashSet<Uri>();
        for (var next = First(name, PageSize); next is not null;)
        {
            if (!asked.Add(next))
            {
                throw new PlatformFaultException(new MollieLinkRefused());
            }

            var page = MolliePage.Of(await link.GetAsync(next, cancel), name);
            yield return page;
            next = page.Rows is [.., { CreatedAt: { } last }] && last < since ? null : page.Next;
        }
    }

    /// <summary>Asks for one row of a list: that it may be read is all that is wanted.</summary>
    /// <exception cref="PlatformFaultException">It may not, or Mollie does not answer.</exception>
    public async Task TryAsync(CollectionImport list, CancellationToken cancel) =>
        MolliePage.Of(await link.GetAsync(First(NameOf(list), 1), cancel), NameOf(list));

    /// <summary>As Mollie calls it: <c>payments</c>.</summary>
    public static string NameOf(CollectionImport list) => list.Name[Prefix.Length..];

    private Uri First(string name, int limit) => new(settings.Address, $"/v2/{name}?limit={limit}");
}
