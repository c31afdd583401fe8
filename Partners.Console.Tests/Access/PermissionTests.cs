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
    public static TheoryData<string> Operations => new(Found().Select(NameOf));

    [Fact]
    public void There_is_something_to_try() => Found().Should().HaveCountGreaterThan(8);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Refuses_without_permission(string operation)
    {
        await using var database = await TestDatabase.CreateAsync();
        var (service, method) = Found().Single(found => NameOf(found) == operation);
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType == typeof(Staff) ? Make.Nobody : Anything(parameter)).ToArray();

        string? refusal;
        try
        {
            refusal = await ResultOfAsync(method.Invoke(database.GetType().GetMethod(nameof(TestDatabase.Get))!.MakeGenericMethod(service).Invoke(database, null), arguments));
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

    private static string NameOf((Type Service, MethodInfo Method) found) =>
        $"{found.Service.Name}.{found.Method.Name}({string.Join(", ", found.Method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

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
        var rows = returned!.GetType().GetInterfaces().Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
        var read = typeof(PermissionTests).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(rows.GetGenericArguments());
        await (Task)read.Invoke(null, [returned])!;
        return null;
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (var row in rows)
        {
            throw new InvalidOperationException($"It let {row} be read.");
        }
    }
}
