using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.MadeUp;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Access;

/// <summary>
/// The commands and queries of the core, and made-up data, found by reflection: every public method of a registered service.
/// </summary>
internal static class CoreOperations
{
    private static readonly (Type Service, MethodInfo Method)[] s_found =
    [
        .. from service in new ServiceCollection().AddPartnersCore("none.db").AddMadeUpData().Select(registered => registered.ServiceType)
           where service.Assembly == typeof(PartnersCore).Assembly || service.Assembly == typeof(MadeUpData).Assembly
           // What is internal to the core is out of reach for every page and address.
           where service.IsVisible
           where !service.Name.EndsWith("Settings", StringComparison.Ordinal) && !service.IsSubclassOf(typeof(Delegate))
           // What no page can name is reached through a service that asks first.
           where service.IsPublic
           from method in service.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where !method.IsSpecialName
               && !method.IsGenericMethod
               && method.GetBaseDefinition() == method
               && !method.IsDefined(typeof(CompilerGeneratedAttribute))
           select (service, method),
    ];

    /// <summary>Operations that take the person who asks.</summary>
    public static IReadOnlyList<string> ForSomebody { get; } = [.. s_found.Where(IsForSomebody).Select(found =>
        NameOf(found.Service, found.Method))];

    /// <summary>Operations that take no person.</summary>
    public static IReadOnlyList<string> ForNobody { get; } = [.. s_found
        .Where(found => !IsForSomebody(found))
        .Select(found => ShortNameOf(NameOf(found.Service, found.Method)))
        .Distinct(StringComparer.Ordinal)];

    /// <summary>The service and the method, without parameters.</summary>
    public static string ShortNameOf(string operation) => operation[..operation.IndexOf('(')];

    /// <summary>Calls it with meaningless arguments. Whatever happens next, the answer tells whether the person was let in.</summary>
    public static async Task<bool> LetsInAsync(this TestDatabase database, string operation, Staff who)
    {
        var (service, method) = s_found.Single(found => NameOf(found.Service, found.Method) == operation);
        var arguments = method
            .GetParameters()
            .Select(parameter => parameter.ParameterType == typeof(Staff) ? who : Anything(parameter.ParameterType))
            .ToArray();
        try
        {
            var target = typeof(TestDatabase).GetMethod(nameof(TestDatabase.Get))!.MakeGenericMethod(service).Invoke(database, null);
            return !await IsRefusedAsync(method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!);
        }
        catch (NotPermittedException)
        {
            return false;
        }
#pragma warning disable CA1031 // A permitted person asked for nonsense.
        catch (Exception)
#pragma warning restore CA1031
        {
            return true;
        }
    }

    private static bool IsForSomebody((Type Service, MethodInfo Method) found) =>
        found.Method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Staff);

    private static string NameOf(Type service, MethodInfo method) =>
        $"{service.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    private static object? Anything(Type type) =>
        type == typeof(string) ? string.Empty
        : type.IsValueType ? Activator.CreateInstance(type)
        : type == typeof(Stream) ? new MemoryStream()
        : type.IsAbstract ? null
        : type.GetConstructors().MinBy(constructor => constructor.GetParameters().Length)?.Invoke(
            [.. type
                .GetConstructors()
                .MinBy(constructor => constructor.GetParameters().Length)!
                .GetParameters()
                .Select(inner => inner.ParameterType.IsValueType ? Activator.CreateInstance(inner.ParameterType) : null)]);

    private static async Task<bool> IsRefusedAsync(object returned)
    {
        if (returned is Task task)
        {
            await task;
            var result = task.GetType().GetProperty("Result")?.GetValue(task);
            return result?.GetType().GetProperty("Refusals")?.GetValue(result) is IEnumerable<Refusal> refusals
                && refusals.OfType<NotPermitted>().Any();
        }

        // A stream checks the person when its first row is read.
        var rows = returned.GetType().GetInterfaces().Single(type =>
            type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
        await (Task)typeof(CoreOperations).GetMethod(
            nameof(ReadAsync),
            BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(rows.GetGenericArguments()).Invoke(null, [returned])!;
        return false;
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (var _ in rows)
        {
            return;
        }
    }
}
