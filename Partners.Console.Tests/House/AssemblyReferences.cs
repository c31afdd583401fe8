using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Partners.Console.Tests.House;

/// <summary>What the types of an assembly mention, in signatures and in bodies.</summary>
internal static class AssemblyReferences
{
    /// <summary>
    /// Each type with every member and type that it mentions; a nested or generated type counts as the one that holds it.
    /// </summary>
    public static IEnumerable<(TypeDefinition From, MemberReference To)> Of(ModuleDefinition module) =>
        module.Types.SelectMany(type => WithNested(type).SelectMany(Mentioned).Select(to => (type, to)));

    /// <summary>The namespace of the outermost type that holds a member.</summary>
    public static string NamespaceOf(MemberReference member)
    {
        var type = member as TypeReference ?? member.DeclaringType;
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.GetElementType().Namespace;
    }

    /// <summary>Seen only within its assembly, itself or the type that holds it.</summary>
    public static bool IsInternal(MemberReference member) => member switch
    {
        TypeReference type => type.Resolve() is { IsNotPublic: true } or { IsNestedAssembly: true },
        MethodReference method => method.Resolve() is { IsAssembly: true } or { IsFamilyAndAssembly: true },
        FieldReference field => field.Resolve() is { IsAssembly: true },
        _ => false,
    };

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static IEnumerable<MemberReference> Mentioned(TypeDefinition type) =>
    [
        .. Types(type.BaseType),
        .. type.Interfaces.SelectMany(implemented => Types(implemented.InterfaceType)),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.Fields.SelectMany(field => Types(field.FieldType)),
        .. type.Methods.SelectMany(method => Signature(method).Concat(Body(method))),
    ];

    private static IEnumerable<MemberReference> Signature(MethodReference method) =>
    [
        .. Types(method.ReturnType),
        .. method.Parameters.SelectMany(parameter => Types(parameter.ParameterType)),
        .. (method as GenericInstanceMethod)?.GenericArguments.SelectMany(Types) ?? [],
    ];

    private static IEnumerable<MemberReference> Body(MethodDefinition method) => !method.HasBody ? [] :
    [
        .. method.Body.Variables.SelectMany(variable => Types(variable.VariableType)),
        .. method.Body.Instructions.SelectMany(Operand),
    ];

    private static IEnumerable<MemberReference> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => Types(type),
        MethodReference method => [method, .. Types(method.DeclaringType), .. Signature(method)],
        FieldReference field => [field, .. Types(field.DeclaringType), .. Types(field.FieldType)],
        _ => [],
    };

    /// <summary>The type itself and the arguments of a generic one.</summary>
    private static IEnumerable<MemberReference> Types(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Types)],
        TypeSpecification wrapped => Types(wrapped.ElementType),
        _ => [type],
    };
}
