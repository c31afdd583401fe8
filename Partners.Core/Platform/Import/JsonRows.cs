using System.Text.Json;

namespace Partners.Core.Platform.Import;

/// <summary>
/// Reads the rows of an export one at a time, whatever the size of the file. The array of rows is the root, or <c>data</c>,
/// <c>_embedded.payments</c>, <c>_embedded.refunds</c> or <c>_embedded.chargebacks</c>; or the root is an array of such answers, one for
/// each page. Needs memory for little more than one row, or one page of such an array.
/// </summary>
internal sealed class JsonRows(Stream stream, int firstBuffer = 64 * 1024, int largestRow = JsonRows.LargestRow) : IDisposable
{
    /// <summary>In bytes, far above any row of the platform's collections.</summary>
    public const int LargestRow = 64 * 1024 * 1024;

    /// <summary>A row nested deeper than a document may be is a matter of that row, not of its file.</summary>
    private const int DeepestFile = 1_000_000;

    private readonly List<PageFacts> _pages = [];
    private readonly PageFacts _facts = new();
    private byte[] _buffer = new byte[firstBuffer];
    private int _start;
    private int _end;
    private bool _final;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = DeepestFile });
    private Place _place;
    private bool _holdsPages;
    private JsonRows? _page;

    /// <summary>The row's bytes, valid until the next call.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>1 for the first row.</summary>
    public long Row { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>What the file says about its own completeness, page by page. Known after the last row.</summary>
    public IReadOnlyList<PageFacts> Pages => _holdsPages ? _pages : [_facts];

    /// <summary>Moves to the rows; false if the document has none in any of the places.</summary>
    /// <exception cref="JsonException">The part read so far is not JSON, or a row is too large.</exception>
    public bool FindRows()
    {
        Fill();
        _start = _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;

        switch (Step())
        {
            case Token.BeginArray:
                return true;
            case Token.BeginObject:
                _place = FindIn(embedded: false);
                return _place is not Place.Root;
            default:
                return false;
        }
    }

    /// <summary>Moves to the next row; false after the last, once the rest of the document has been read.</summary>
    /// <exception cref="JsonException">It is not JSON, or a row is too large.</exception>
    public bool Next()
    {
        while (true)
        {
            if (_page is not null)
            {
                if (_page.Next())
                {
                    return Take(_page.Current);
                }

                _pages.AddRange(_page.Pages);
                _page = null;
            }

            if (!NextElement())
            {
                return false;
            }

            if (_place is not Place.Root || !(_holdsPages || Row == 0) || !PageFacts.IsPage(Current))
            {
                return Take(Current);
            }

            _holdsPages = true;
            _page = new JsonRows(new MemoryStream(Current.ToArray()), largestRow: int.MaxValue);
            _page.FindRows();
        }
    }

    public void Dispose() => stream.Dispose();

    private bool Take(ReadOnlyMemory<byte> row)
    {
        Current = row;
        Row++;
        if (!_holdsPages)
        {
            _facts.Take(row);
        }

        return true;
    }

    private bool NextElement()
    {
        while (true)
        {
            var reader = Reader();
            if (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    Consume(reader);
                    ReadRest();
                    return false;
                }

                var begin = (int)reader.TokenStartIndex;
                if (reader.TrySkip())
                {
                    Current = _buffer.AsMemory(_start + begin, (int)reader.BytesConsumed - begin);
                    Consume(reader);
                    return true;
                }
            }

            Fill();
        }
    }

    /// <summary>Behind the rows, an answer may still say that it is a part.</summary>
    private void ReadRest()
    {
        if (_place is Place.Embedded)
        {
            SkipToEndOfValue();
        }

        if (_place is not Place.Root)
        {
            FindIn(embedded: false);
        }

        while (Step() != Token.End)
        {
        }
    }

    /// <summary>Goes through an object up to its rows, or to its end, and notes what it says about itself.</summary>
    private Place FindIn(bool embedded)
    {
        while (true)
        {
            var name = Step();
            if (name is Token.EndOfValue)
            {
                return Place.Root;
            }

            if (!embedded && name is Token.Fact)
            {
                _facts.Note(_factName, Whole());
                continue;
            }

            var value = Step();
            if (value == Token.BeginArray && (embedded ? name is Token.Rows : name is Token.Data) && _place is Place.Root)
            {
                return embedded ? Place.Embedded : Place.Data;
            }

            if (value == Token.BeginObject && !embedded && name == Token.Embedded && _place is Place.Root)
            {
                if (FindIn(embedded: true) is Place.Embedded)
                {
                    return Place.Embedded;
                }
            }
            else if (value is Token.BeginArray or Token.BeginObject)
            {
                SkipToEndOfValue();
            }
        }
    }

    /// <summary>Goes to the end of the array or object that has begun.</summary>
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

    private JsonElement Whole()
    {
        while (true)
        {
            var reader = Reader();
            if (reader.Read())
            {
                var begin = (int)reader.TokenStartIndex;
                if (reader.TrySkip())
                {
                    var bytes = _buffer.AsMemory(_start + begin, (int)reader.BytesConsumed - begin);
                    Consume(reader);
                    using var document = JsonDocument.Parse(bytes);
                    return document.RootElement.Clone();
                }
            }

            Fill();
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

    private Token Kind(in Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                return Token.BeginArray;
            case JsonTokenType.StartObject:
                return Token.BeginObject;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                return Token.EndOfValue;
            case JsonTokenType.PropertyName when reader.ValueTextEquals("data"u8):
                return Token.Data;
            case JsonTokenType.PropertyName when reader.ValueTextEquals("_embedded"u8):
                return Token.Embedded;
            case JsonTokenType.PropertyName when reader.ValueTextEquals("payments"u8)
                || reader.ValueTextEquals("refunds"u8)
                || reader.ValueTextEquals("chargebacks"u8):
                return Token.Rows;
            case JsonTokenType.PropertyName when PageFacts.NameOf(reader) is { } fact:
                _factName = fact;
                return Token.Fact;
            default:
                return Token.Other;
        }
    }

    private string _factName = string.Empty;

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

    /// <summary>Where the rows stand.</summary>
    private enum Place
    {
        Root,
        Data,
        Embedded,
    }

    private enum Token
    {
        Other,
        BeginArray,
        BeginObject,
        EndOfValue,
        Data,
        Embedded,
        Rows,
        Fact,
        End,
    }
}
