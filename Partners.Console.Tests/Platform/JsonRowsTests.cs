using System.Text;
using System.Text.Json;
using FluentAssertions;
using Partners.Core.Platform.Import;

namespace Partners.Console.Tests.Platform;

public sealed class JsonRowsTests
{
    [Theory]
    [InlineData("""[{"id":1},{"id":2}]""")]
    [InlineData("""{"data":[{"id":1},{"id":2}]}""")]
    [InlineData("""{"meta":{"data":[9],"x":[[]]},"data":[{"id":1},{"id":2}],"more":{"a":1}}""")]
    [InlineData("""{"count":2,"_embedded":{"payments":[{"id":1},{"id":2}]},"_links":{}}""")]
    [InlineData("""{"_embedded":{"other":[3],"refunds":[{"id":1},{"id":2}]}}""")]
    [InlineData("\uFEFF [ {\"id\":1} ,\n {\"id\":2} ]\n")]
    public void Finds_the_rows_wherever_they_stand_with_any_buffer(string json)
    {
        for (var buffer = 4; buffer < 80; buffer++)
        {
            using var rows = Rows(json, buffer);
            rows.FindRows().Should().BeTrue();
            Read(rows).Should().Equal("""{"id":1}""", """{"id":2}""");
            rows.Row.Should().Be(2);
            rows.BytesRead.Should().Be(Encoding.UTF8.GetByteCount(json));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("5")]
    [InlineData("""{"data":{"id":1}}""")]
    [InlineData("""{"errors":[{"message":"no"}]}""")]
    [InlineData("""{"payments":[{"id":1}]}""")]
    public void Says_where_there_are_no_rows(string json)
    {
        using var rows = Rows(json, 8);
        rows.FindRows().Should().BeFalse();
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("<html>", 1)]
    [InlineData("[{\"id\":1},\n{\"id\":2", 2)]
    [InlineData("[{\"id\":1},\n\n{\"id\" 2}]", 3)]
    [InlineData("[{\"id\":1}]\n[", 2)]
    [InlineData("{\"data\":[{\"id\":1}]", 1)]
    public void Names_the_line_where_it_stops_being_json(string json, int line)
    {
        using var rows = Rows(json, 8);
        var reading = () =>
        {
            rows.FindRows();
            Read(rows);
        };
        reading.Should().Throw<JsonException>().Which.LineNumber.Should().Be(line - 1);
    }

    [Fact]
    public void Refuses_a_row_larger_than_its_bound()
    {
        using var rows = Rows($"[\"{new string('x', 500)}\"]", 16, largestRow: 256);
        rows.FindRows();
        var reading = () => rows.Next();
        reading.Should().Throw<JsonException>().Which.LineNumber.Should().BeNull();
    }

    private static JsonRows Rows(string json, int buffer, int largestRow = JsonRows.LargestRow) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(json)), buffer, largestRow);

    private static List<string> Read(JsonRows rows)
    {
        var read = new List<string>();
        while (rows.Next())
        {
            read.Add(Encoding.UTF8.GetString(rows.Current.Span));
        }

        return read;
    }
}
