namespace Partners.Console.Search;

/// <summary>Palette options that do something instead of opening an address.</summary>
public enum PaletteAction
{
    MakePartner,
    AddDeal,
    RefreshSignals,
    SwitchTheme,
}

/// <summary>One line of the palette: opens an address or does something.</summary>
/// <param name="Detail">The second line.</param>
/// <param name="Icon">The content of an SVG.</param>
public sealed record PaletteOption(string Text, string Detail, string Icon)
{
    /// <summary>Null if the option does something, or cannot be opened.</summary>
    public string? Href { get; init; }

    public PaletteAction? Action { get; init; }

    /// <summary>The organisation that the action is about; null if it asks for one or needs none.</summary>
    public Guid? Of { get; init; }

    /// <summary>What the browser stores to offer the option again; contains no name.</summary>
    public string? Reference { get; init; }

    public bool IsAvailable => Href is not null || Action is not null;
}

/// <param name="Options">Never empty.</param>
public sealed record PaletteGroup(string Name, IReadOnlyList<PaletteOption> Options);
