using System.Buffers;
using System.Collections.Immutable;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Partners.Console.Hosting;

namespace Partners.Console.Tests.Hosting;

public sealed class CompressedStateTests
{
    private static readonly ImmutableArray<string> s_rows =
        [.. Enumerable.Range(1, 25).Select(row => $"Gemeente Utrecht, afdeling {row} – café")];

    [Fact]
    public void What_the_person_asked_for_is_handed_over_compressed() => Length("none").Should().BeLessThan(Length("cross-site") / 2);

    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("same-site", false)]
    [InlineData("anything else", false)]
    [InlineData(null, false)]
    public void It_is_compressed_only_when_this_site_or_the_person_asked(string? askedBy, bool isCompressed) =>
        Length(askedBy).Should().Be(Length(isCompressed ? "none" : "cross-site"));

    [Theory]
    [InlineData("none")]
    [InlineData("cross-site")]
    public void The_open_page_gets_what_the_first_rendering_had(string askedBy) =>
        Open().Restore(new(Handed(askedBy))).Should().Equal(s_rows);

    /// <summary>A circuit has no request.</summary>
    private static CompressedState<ImmutableArray<string>> Open() => new(new HttpContextAccessor());

    private static int Length(string? askedBy) => Handed(askedBy).Length;

    private static byte[] Handed(string? askedBy)
    {
        var request = new DefaultHttpContext();
        if (askedBy is not null)
        {
            request.Request.Headers["Sec-Fetch-Site"] = askedBy;
        }

        var written = new ArrayBufferWriter<byte>();
        new CompressedState<ImmutableArray<string>>(new HttpContextAccessor { HttpContext = request }).Persist(s_rows, written);
        return written.WrittenSpan.ToArray();
    }
}
