package io.homelabhub.cli.command.status;

import io.homelabhub.cli.line.UsageException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.problem.Suggestion;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which containers are meant, as docker compose's {@code ps} has it: of several values of one key one has to fit, of several keys
 * each.
 */
final class StatusFilter {
    private static final String FORMS = "status=STATE, health=HEALTH or name=TEXT";

    private final Set<ContainerState> states = EnumSet.noneOf(ContainerState.class);
    private final Set<Health> healths = EnumSet.noneOf(Health.class);
    private final Set<String> names = new TreeSet<>();

    /**
     * Reads what was typed.
     *
     * @param filters {@code KEY=VALUE} each
     * @param states words for states, as {@code running}
     * @throws UsageException for a key or a value that does not exist
     */
    StatusFilter(List<String> filters, List<String> states) {
        states.forEach(state -> this.states.add(constant(ContainerState.class, "--status", state)));
        filters.forEach(this::add);
    }

    private void add(String filter) {
        int equals = filter.indexOf('=');
        String key = equals < 0 ? filter : filter.substring(0, equals);
        String value = filter.substring(equals + 1);
        if (equals < 0 || value.isEmpty()) {
            throw new UsageException("--filter is '" + filter + "'; give " + FORMS);
        }
        switch (key) {
            case "status" -> states.add(constant(ContainerState.class, "--filter status", value));
            case "health" -> healths.add(constant(Health.class, "--filter health", value));
            case "name" -> names.add(value);
            default ->
                throw new UsageException(
                        "--filter is '" + filter + "', and there is nothing to filter by " + key + "; give " + FORMS);
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String option, String word) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!words.contains(word.toLowerCase(Locale.ROOT))) {
            String suggestion = Suggestion.didYouMean(word, words);
            throw new UsageException(option + " is '" + word + "'; give " + String.join(", ", words)
                    + (suggestion.isEmpty() ? "" : " (" + suggestion + ")"));
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    /** Whether it leaves anything out. */
    boolean isGiven() {
        return !states.isEmpty() || !healths.isEmpty() || !names.isEmpty();
    }

    /** Whether a container is meant. */
    Predicate<ObservedContainer> wanted() {
        return container -> (states.isEmpty() || states.contains(container.state()))
                && (healths.isEmpty() || healths.contains(container.health()))
                && (names.isEmpty() || names.stream().anyMatch(name -> isCalled(container, name)));
    }

    /** By a part of the container's name or its service's, as the engine's own filter has it. */
    private static boolean isCalled(ObservedContainer container, String name) {
        return container.name().contains(name)
                || ProjectContainers.serviceOf(container).contains(name);
    }
}
