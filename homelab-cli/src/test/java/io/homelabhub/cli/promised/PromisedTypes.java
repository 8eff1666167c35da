package io.homelabhub.cli.promised;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.homelabhub.api.Api;
import io.homelabhub.api.Api.Status;
import io.homelabhub.failure.HomelabException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is promised, and how far: the ways in that are marked, every exception that can be caught, and whatever these take and give.
 * What is stable is found first, so a type that a stable one gives is stable whoever else gives it.
 */
final class PromisedTypes {
    private final SortedMap<Class<?>, Status> found = new TreeMap<>(Comparator.comparing(Class::getName));
    private final Deque<Class<?>> open = new ArrayDeque<>();

    private PromisedTypes() {}

    static Map<Class<?>, Status> in(JavaClasses classes) {
        PromisedTypes types = new PromisedTypes();
        Stream.of(Status.STABLE, Status.PROVISIONAL).forEach(status -> {
            classes.stream()
                    .filter(type -> status == (isCaught(type) ? Status.STABLE : mark(type)))
                    .map(JavaClass::reflect)
                    .forEach(type -> types.add(type, status));
            types.follow(status);
        });
        return types.found;
    }

    /** Nobody who embeds the library meets the command's own. */
    private static boolean isCaught(JavaClass type) {
        return type.isAssignableTo(HomelabException.class)
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().startsWith("io.homelabhub.cli");
    }

    private static Status mark(JavaClass type) {
        return type.isAnnotatedWith(Api.class)
                ? type.getAnnotationOfType(Api.class).value()
                : Status.INTERNAL;
    }

    /** Whether something can be reached from elsewhere and nothing says that it is not promised. */
    static boolean isShown(int modifiers, AnnotatedElement element) {
        Api mark = element.getAnnotation(Api.class);
        return (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers))
                && (mark == null || mark.value() != Status.INTERNAL);
    }

    private void follow(Status status) {
        while (!open.isEmpty()) {
            Class<?> type = open.remove();
            Stream<Type> above = Stream.concat(
                    Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()));
            Stream<Type> below = type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.of();
            Stream<Type> within = Arrays.stream(type.getDeclaredClasses());
            Stream.of(above, below, within, Members.of(type).flatMap(Members.Member::types))
                    .flatMap(all -> all)
                    .forEach(one -> add(one, status));
        }
    }

    private void add(Type type, Status status) {
        if (type instanceof Class<?> one) {
            addClass(one, status);
        } else if (type instanceof ParameterizedType generic) {
            add(generic.getRawType(), status);
            Stream.of(generic.getActualTypeArguments()).forEach(one -> add(one, status));
        } else if (type instanceof WildcardType wildcard) {
            Stream.concat(Stream.of(wildcard.getUpperBounds()), Stream.of(wildcard.getLowerBounds()))
                    .forEach(one -> add(one, status));
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType(), status);
        } else if (type instanceof TypeVariable<?> variable) {
            Stream.of(variable.getBounds()).filter(Class.class::isInstance).forEach(one -> add(one, status));
        }
    }

    private void addClass(Class<?> type, Status status) {
        Class<?> element = type.isArray() ? type.getComponentType() : type;
        Api mark = element.getAnnotation(Api.class);
        Status own = mark == null ? status : mark.value();
        boolean ours = element.getName().startsWith("io.homelabhub") && isShown(element.getModifiers(), element);
        if (ours && own == status && found.putIfAbsent(element, status) == null) {
            open.add(element);
        }
    }
}
