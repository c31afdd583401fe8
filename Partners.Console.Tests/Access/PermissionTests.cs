using System.Reflection;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Access;

namespace Partners.Console.Tests.Access;

/// <summary>Every command and query of Core, found by its first parameter, refuses somebody without permission.</summary>
public sealed class PermissionTests
{
    public static TheoryData<string, string> Operations => new(Found().Select(found => (found.Service.FullName!, found.Method.Name)));

    [Fact]
    public void There_is_something_to_try() => Found().Should().HaveCountGreaterThan(8);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Refuses_without_permission(string service, string method)
    {
        await using var database = await TestDatabase.CreateAsync();
        var (type, operation) = Found().Single(found => found.Service.FullName == service && found.Method.Name == method);
        var arguments = operation.GetParameters().Select(parameter => parameter.ParameterType == typeof(Staff) ? Make.Nobody : Anything(parameter)).ToArray();

        string? refusal;
        try
        {
            refusal = await ResultOfAsync(operation.Invoke(database.GetType().GetMethod(nameof(TestDatabase.Get))!.MakeGenericMethod(type).Invoke(database, null), arguments));
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is NotPermittedException)
        {
            refusal = nameof(NotPermittedException);
        }
        catch (NotPermittedException)
        {
            refusal = nameof(NotPermittedException);
        }

        refusal.Should().BeOneOf(nameof(NotPermittedException), nameof(Core.Changes.NotPermitted));
    }

    private static IEnumerable<(Type Service, MethodInfo Method)> Found() =>
        from service in new ServiceCollection().AddPartnersCore("none.db").Select(registered => registered.ServiceType)
        where service.Assembly == typeof(PartnersCore).Assembly
        from method in service.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Staff) && !method.IsGenericMethod
        select (service, method);

    private static object? Anything(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? string.Empty
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : parameter.ParameterType.GetConstructors().OrderBy(constructor => constructor.GetParameters().Length).FirstOrDefault() is { } constructor && !parameter.ParameterType.IsAbstract
            ? constructor.Invoke([.. constructor.GetParameters().Select(inner => inner.ParameterType.IsValueType ? Activator.CreateInstance(inner.ParameterType) : null)])
            : null;

    private static async Task<string?> ResultOfAsync(object? returned)
    {
        if (returned is Task task)
        {
            await task;
            dynamic value = ((dynamic)task).Result;
            return ((IEnumerable<Core.Changes.Refusal>)value.Refusals).Single().GetType().Name;
        }

        // A stream of rows asks when the first one is fetched.
        dynamic rows = returned!;
        await rows.GetAsyncEnumerator(CancellationToken.None).MoveNextAsync();
        return null;
    }
}
