using System.Text.Json;

namespace Partners.Core.Platform.Import;

/// <summary>
/// Reads the rows of an export one at a time, whatever the size of the file. The array of rows is the root, or <c>data</c>,
/// <c>_embedded.payments</c> or <c>_embedded.refunds</c>. Needs memory for little more than one row.
/// </summary>
internal sealed class JsonRows(Stream stream, int firstBuffer = 64 * 1024, int largestRow = JsonRows.LargestRow) : IDisposable
{
    /// <summary>In bytes, far above any row of the platform's collections.</summary>
    public const int LargestRow = 64 * 1024 * 1024;

    private byte[] _buffer = new byte[firstBuffer];
    private int _start;
    private int _end;
    private bool _final;
    private JsonReaderState _state;

    /// <summary>The row's bytes, valid until the next call.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>1 for the first row.</summary>
    public long Row { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>Moves to the rows; false if the document has none in any of the four places.</summary>
    /// <exception cref="JsonException">The part read so far is not JSON, or a row is too large.</exception>
    public bool FindRows()
    {
        Fill();
        _start = _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;

        return Step() switch
        {
            Token.BeginArray => true,
            Token.BeginObject => FindIn(embedded: false),
            _ => false,
        };
    }

    /// <summary>Moves to the next row; false after the last, once the rest of the document has been read.</summary>
    /// <exception cref="JsonException">It is not JSON, or a row is too large.</exception>
    public bool Next()
    {
        while (true)
        {
            var reader = Reader();
            if (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    Consume(reader);
                    while (Step() != Token.End)
                    {
                    }

                    return false;
                }

                var begin = (int)reader.TokenStartIndex;
                if (reader.TrySkip())
                {
                    Current = _buffer.AsMemory(_start + begin, (int)reader.BytesConsumed - begin);
                    Consume(reader);
                    Row++;
                    return true;
                }
            }

            Fill();
        }
    }

    public void Dispose() => stream.Dispose();

    private bool FindIn(bool embedded)
    {
        while (true)
        {
            var name = Step();
            if (name == Token.EndOfValue)
            {
                return false;
            }

            var value = Step();
            if (value == Token.BeginArray && (embedded ? name is Token.Payments or Token.Refunds : name == Token.Data))
            {
                return true;
            }

            if (value == Token.BeginObject && !embedded && name == Token.Embedded)
            {
                if (FindIn(embedded: true))
                {
                    return true;
                }
            }
            else if (value is Token.BeginArray or Token.BeginObject)
            {
                SkipToEndOfValue();
            }
        }
    }

    private void SkipToEndOfValue()
    {
        for (var depth = 1; depth > 0;)
        {
            depth += Step() switch
            {
                Token.BeginArray or Token.BeginObject => 1,
                Token.EndOfValue => -1,
                _ => 0,
            };
        }
    }

    private Token Step()
    {
        while (true)
        {
            var reader = Reader();
            if (reader.Read())
            {
                var token = Kind(reader);
                Consume(reader);
                return token;
            }

            if (_final)
            {
                return Token.End;
            }

            Fill();
        }
    }

    private static Token Kind(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartArray => Token.BeginArray,
        JsonTokenType.StartObject => Token.BeginObject,
        JsonTokenType.EndArray or JsonTokenType.EndObject => Token.EndOfValue,
        JsonTokenType.PropertyName when reader.ValueTextEquals("data"u8) => Token.Data,
        JsonTokenType.PropertyName when reader.ValueTextEquals("_embedded"u8) => Token.Embedded,
        JsonTokenType.PropertyName when reader.ValueTextEquals("payments"u8) => Token.Payments,
        JsonTokenType.PropertyName when reader.ValueTextEquals("refunds"u8) => Token.Refunds,
        _ => Token.Other,
    };

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _final, _state);

    private void Consume(in Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    /// <summary>Reads more behind the unconsumed bytes. The buffer grows only if a single token or row fills it.</summary>
    private void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= largestRow)
            {
                throw new JsonException("A row is too large.", path: null, lineNumber: null, bytePositionInLine: null);
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        BytesRead += read;
        _final = read == 0;
    }

    private enum Token
    {
        Other,
        BeginArray,
        BeginObject,
        EndOfValue,
        Data,
        Embedded,
        Payments,
        Refunds,
        End,
    }
}
