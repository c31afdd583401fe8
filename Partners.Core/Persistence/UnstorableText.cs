using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Partners.Core.Persistence;

/// <summary>Text that no database keeps as it is: a null character ends it early or is refused, and half a character is no text.</summary>
internal static class UnstorableText
{
    /// <exception cref="UnstorableTextException">A text that is about to be saved cannot be kept.</exception>
    public static void Refuse(ChangeTracker changes)
    {
        foreach (var entry in changes.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified
                && entry.Properties.Any(property => property.CurrentValue is string text && !IsStorable(text)))
            {
                throw new UnstorableTextException();
            }
        }
    }

    /// <summary>The text to look for: what cannot be kept is found nowhere.</summary>
    public static string Without(string text) =>
        IsStorable(text) ? text : string.Concat(text.EnumerateRunes().Where(rune => rune.Value is not (0 or 0xFFFD)));

    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == '\0' || char.IsLowSurrogate(letter))
            {
                return false;
            }

            if (char.IsHighSurrogate(letter) && (++at == text.Length || !char.IsLowSurrogate(text[at])))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Turned into a refusal by whoever runs a command.</summary>
public sealed class UnstorableTextException : Exception
{
    public UnstorableTextException()
        : base("A text holds a null character or half a character.")
    {
    }

    public UnstorableTextException(string message)
        : base(message)
    {
    }

    public UnstorableTextException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
