namespace Partners.Console.MadeUp.Demonstration;

/// <summary>
/// Throws that follow from the seed alone (SplitMix64), so that made-up data is the same on every machine and with every
/// version of .NET.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public static Dice For(string key) => new(KnownId.NumberOf(key));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    public int Below(int bound) => (int)(((Next() >> 32) * (uint)bound) >> 32);

    /// <summary>Both ends included.</summary>
    public int Between(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Letters and digits, as in the ids of a payment provider.</summary>
    public string Code(int length)
    {
        const string Characters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        return string.Create(length, this, static (text, dice) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Characters[dice.Below(Characters.Length)];
            }
        });
    }
}
