using FluentAssertions;
using Partners.Console.Presence;
using Partners.Console.Tests.Support;

namespace Partners.Console.Tests.Presence;

/// <summary>Who has which record open.</summary>
public sealed class OpenRecordsTests
{
    private readonly OpenRecord _deal = new("deal", Guid.CreateVersion7());
    private readonly OpenRecords _open = new();
    private int _told;

    [Fact]
    public void Others_are_seen_from_when_they_come_until_they_go_and_nobody_sees_themselves()
    {
        using var noor = _open.Enter(_deal, Make.Staff, isEditing: false, () => _told++);
        _open.Others(_deal, Make.Staff).Should().BeEmpty();

        var joris = _open.Enter(_deal, Make.CommercialOwner, isEditing: true, () => { });
        _told.Should().Be(1);
        _open.Others(_deal, Make.Staff).Should().Equal(new Present("owner-1", "Joris Bakker", IsEditing: true));
        _open.Others(_deal, Make.CommercialOwner).Should().Equal(new Present("staff-1", "Noor de Wit", IsEditing: false));

        joris.Dispose();
        joris.Dispose();
        _told.Should().Be(2, "a visit ends once");
        _open.Others(_deal, Make.Staff).Should().BeEmpty();
    }

    [Fact]
    public void Who_has_it_open_twice_is_named_once_and_edits_if_they_edit_in_one_of_them()
    {
        using var page = _open.Enter(_deal, Make.CommercialOwner, isEditing: false, () => { });
        var dialog = _open.Enter(_deal, Make.CommercialOwner, isEditing: true, () => { });
        _open.Others(_deal, Make.Staff).Should().Equal(new Present("owner-1", "Joris Bakker", IsEditing: true));

        dialog.Dispose();
        _open.Others(_deal, Make.Staff).Should().Equal(new Present("owner-1", "Joris Bakker", IsEditing: false));
    }

    [Fact]
    public void Who_has_another_record_open_is_not_here()
    {
        using var other = _open.Enter(_deal with { Id = Guid.CreateVersion7() }, Make.CommercialOwner, isEditing: true, () => { });
        using var another = _open.Enter(_deal with { Kind = "handoff" }, Make.Operator, isEditing: true, () => { });

        _open.Others(_deal, Make.Staff).Should().BeEmpty();
    }
}
