using System.Diagnostics.CodeAnalysis;

namespace Partners.Core.Platform.Live;

/// <summary>What came of a request: a value, or why there is none.</summary>
public sealed class PlatformAnswer<T>
    where T : notnull
{
    private PlatformAnswer(T? value, PlatformFault? fault) => (Value, Fault) = (value, fault);

    public T? Value { get; }

    public PlatformFault? Fault { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsThere => Fault is null;

    public static implicit operator PlatformAnswer<T>(T value) => new(value, null);

    public static implicit operator PlatformAnswer<T>(PlatformFault fault) => new(default, fault);

    internal PlatformAnswer<TOther> Select<TOther>(Func<T, TOther> select)
        where TOther : notnull => IsThere ? select(Value) : Fault;
}
