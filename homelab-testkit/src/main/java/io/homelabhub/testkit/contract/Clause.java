package io.homelabhub.testkit.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * One clause, as its method's name has it: {@code required_c03_removing_an_absent_container_is_already_so}.
 *
 * @param number as {@code c03}
 * @param sentence what it says
 */
record Clause(String number, String sentence) {
    private static final Pattern NAME = Pattern.compile("required_(c\\d{2,3})_(.+)");

    static Optional<Clause> of(Method method) {
        Matcher name = NAME.matcher(method.getName());
        return name.matches()
                ? Optional.of(new Clause(name.group(1), name.group(2).replace('_', ' ')))
                : Optional.empty();
    }

    private int place() {
        return Integer.parseInt(number.substring(1));
    }

    /** All of the contract, by number. */
    static List<Clause> all() {
        return Arrays.stream(EngineContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> of(method)
                        .orElseThrow(() -> new IllegalStateException(method.getName() + " has no clause's name")))
                .sorted(Comparator.comparingInt(Clause::place))
                .toList();
    }
}
