package io.homelabhub.cli.promised;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a type shows of itself. */
final class Members {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString", "values", "valueOf");

    private Members() {}

    /**
     * One of them.
     *
     * @param text as Java declares it, without the name of the type that it belongs to
     */
    record Member(String text, Stream<Type> types) {}

    static Stream<Member> of(Class<?> type) {
        return Stream.of(fields(type), constructors(type), methods(type)).flatMap(all -> all);
    }

    private static Stream<Member> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> PromisedTypes.isShown(field.getModifiers(), field))
                .map(field -> new Member(text(type, field), Stream.of(field.getGenericType())));
    }

    private static String text(Class<?> type, Field field) {
        return field.isEnumConstant() ? "constant " + field.getName() : shortened(type, field.toGenericString());
    }

    private static Stream<Member> constructors(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> PromisedTypes.isShown(constructor.getModifiers(), constructor))
                .map(constructor ->
                        new Member(text(type, constructor), Arrays.stream(constructor.getGenericParameterTypes())));
    }

    private static String text(Class<?> type, Constructor<?> constructor) {
        return constructor.toGenericString().replace(type.getName() + "(", "new(");
    }

    private static Stream<Member> methods(Class<?> type) {
        Set<String> components = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet())
                : Set.of();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && PromisedTypes.isShown(method.getModifiers(), method))
                .filter(method -> !OF_EVERY_OBJECT.contains(method.getName()))
                .filter(method -> !(components.contains(method.getName()) && method.getParameterCount() == 0))
                .map(method -> new Member(text(type, method), types(method)));
    }

    private static String text(Class<?> type, Method method) {
        return shortened(type, method.toGenericString());
    }

    private static Stream<Type> types(Method method) {
        return Stream.concat(
                Stream.of(method.getGenericReturnType()), Arrays.stream(method.getGenericParameterTypes()));
    }

    private static String shortened(Class<?> type, String text) {
        return text.replace(type.getName() + ".", "").replace(type.getTypeName() + ".", "");
    }

    /** What kind of type it is, and what it stands under. */
    static String head(Class<?> type) {
        return Stream.of(
                        Modifier.isAbstract(type.getModifiers()) && !type.isInterface() ? "abstract" : "",
                        type.isSealed() ? "sealed" : "",
                        Modifier.isFinal(type.getModifiers()) && !type.isRecord() && !type.isEnum() ? "final" : "",
                        kind(type),
                        type.getName(),
                        above(type))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static String above(Class<?> type) {
        String above = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass())
                                .filter(parent -> !type.isRecord() && !type.isEnum() && parent != Object.class),
                        Arrays.stream(type.getGenericInterfaces()))
                .map(Type::getTypeName)
                .collect(Collectors.joining(", "));
        return above.isEmpty() ? "" : ": " + above;
    }
}
