namespace Partners.Console.Tests.Support;

/// <summary>
/// Tests that change what all others use: the database of the Directus that they share, or the variables of this process. No other runs
/// meanwhile.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = nameof(Alone);
}
