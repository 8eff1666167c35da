package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sorts the containers of one service into the places that it shall have. */
final class ServiceContainers {
    private final Map<Integer, List<ObservedContainer>> byNumber = new TreeMap<>();

    /** @param containers those that carry the project's and the service's labels and are no one-offs */
    ServiceContainers(List<ObservedContainer> containers) {
        containers.stream()
                .sorted(Comparator.comparing(ObservedContainer::name))
                .forEach(container -> byNumber.computeIfAbsent(number(container), any -> new ArrayList<>())
                        .add(container));
    }

    /** The container's number; 1 if its label says none. */
    static int number(ObservedContainer container) {
        return container
                .label(ComposeLabels.CONTAINER_NUMBER)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    /** Who is in the place of the wanted container number {@code number}. */
    Slot slot(int number, ContainerSpec wanted) {
        List<ObservedContainer> here = byNumber.getOrDefault(number, List.of());
        List<ObservedContainer> otherNames = here.stream()
                .filter(c ->
                        !c.name().equals(wanted.name())) // the owner may have chosen a name that looks like one of ours
                .toList();
        Optional<ObservedContainer> next = first(otherNames, c -> ContainerNames.isNext(c.name()));
        Optional<ObservedContainer> previous = first(otherNames, c -> ContainerNames.isPrevious(c.name()));
        List<ObservedContainer> others = here.stream()
                .filter(c -> next.filter(c::equals).isEmpty())
                .filter(c -> previous.filter(c::equals).isEmpty())
                .sorted(Comparator.comparing((ObservedContainer c) -> !c.name().equals(wanted.name()))
                        .thenComparing(ObservedContainer::name))
                .toList();
        return new Slot(
                others.stream().findFirst(),
                next,
                previous,
                others.isEmpty() ? List.of() : others.subList(1, others.size()));
    }

    /** The containers whose number is above what the service shall have. */
    List<ObservedContainer> beyond(DesiredService service) {
        return byNumber.entrySet().stream()
                .filter(entry -> entry.getKey() > service.containers().size())
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    private static Optional<ObservedContainer> first(
            List<ObservedContainer> containers, java.util.function.Predicate<ObservedContainer> wanted) {
        return containers.stream().filter(wanted).findFirst();
    }
}
