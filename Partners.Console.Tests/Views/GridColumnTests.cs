using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Partners.Console.ExternalLed;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Views;

/// <summary>A grid's optional columns are columns that it shows, with the same titles.</summary>
public sealed class GridColumnTests : ShellContext
{
    [Fact]
    public void The_ledger_shows_each_column_that_can_be_left_out_and_leaves_it_out()
    {
        HeadsOf<LedgerGrid>(new()).Should().Equal(["Partner", "Client", .. LedgerGrid.Columns, "Actions"]);
        HeadsOf<LedgerGrid>(Without(LedgerGrid.Columns)).Should().Equal("Partner", "Client", "Actions");
    }

    [Fact]
    public void The_pipeline_shows_each_column_that_can_be_left_out_and_leaves_it_out()
    {
        HeadsOf<PipelineGrid>(new()).Should().Equal(["Client", .. PipelineGrid.Columns, "Actions"]);
        HeadsOf<PipelineGrid>(Without(PipelineGrid.Columns)).Should().Equal("Client", "Actions");
    }

    private static GridLayout Without(IEnumerable<string> columns) =>
        columns.Aggregate(new GridLayout(), (layout, column) => layout.With(column, isShown: false));

    private IEnumerable<string> HeadsOf<TGrid>(GridLayout layout)
        where TGrid : IComponent
    {
        var isLedger = typeof(TGrid) == typeof(LedgerGrid);
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["Layout"] = layout,
            ["Today"] = new DateOnly(2026, 11, 20),
            ["Query"] = isLedger ? new LedgerQuery() : new PipelineQuery(),
            ["AddressOf"] = isLedger ? (LedgerQuery _) => "/ledger" : (PipelineQuery _) => "/external-led",
        };
        if (isLedger)
        {
            values["Totals"] = new LedgerTotals(0, Money.Zero, Money.Zero, Money.Zero);
        }

        var grid = Render(builder =>
        {
            builder.OpenComponent<CascadingValue<Core.Access.Staff>>(0);
            builder.AddAttribute(1, nameof(CascadingValue<>.Value), Make.Staff);
            builder.AddAttribute(2, nameof(CascadingValue<>.ChildContent), (RenderFragment)(child =>
            {
                child.OpenComponent<TGrid>(0);
                child.AddMultipleAttributes(1, values);
                child.CloseComponent();
            }));
            builder.CloseComponent();
        });
        return grid.FindAll("thead th").Select(head => head.TextContent.Trim());
    }
}
