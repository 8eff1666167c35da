package io.homelabhub.environment;

import io.homelabhub.variables.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Collects the values that count for some services. */
final class Values {
    private Values() {}

    /** @param used the variables that the description of these services asks for */
    static List<Value> of(Resolution resolution, Scope scope, Set<String> used) {
        Set<Assignment> known = new LinkedHashSet<>();
        List<Value> values = new ArrayList<>();
        Set<String> names = new TreeSet<>(used);
        names.addAll(resolution.definition().catalog().variables().keySet());
        for (String name : names) {
            resolution.said(name).stream().findFirst().ifPresent(said -> {
                known.add(said);
                values.add(new Value(said, Optional.empty()));
            });
        }
        for (String service : new TreeSet<>(scope.services())) {
            resolution.container(service).forEach((name, said) -> {
                if (known.add(said.get(0)) && !isRepeated(resolution, service, said.get(0))) {
                    values.add(new Value(said.get(0), Optional.of(service)));
                }
            });
        }
        return values;
    }

    /** What is filled in with one variable and nothing else has been looked at under that one's name. */
    private static boolean isRepeated(Resolution resolution, String service, Assignment given) {
        return resolution.fillers(service, given).stream()
                .flatMap(name -> resolution.said(name).stream().limit(1))
                .anyMatch(said -> said.value().equals(given.value()));
    }
}
