package io.homelabhub.environment;

import io.homelabhub.problem.Suggestion;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.ContainerValue;
import io.homelabhub.variables.ToldValue;
import io.homelabhub.variables.VariableExplanation;
import io.homelabhub.variables.VariableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Explains variables, with their values hidden as far as they are secrets. */
final class Explaining {
    private final Resolution resolution;
    private final SecretMask mask;
    private final GeneratedValues generated;
    private final Map<String, Map<String, List<Assignment>>> containers = new TreeMap<>();

    Explaining(Resolution resolution) {
        this.resolution = resolution;
        this.mask = resolution.definition().compose().secretMask();
        this.generated = new GeneratedValues(resolution);
        resolution
                .definition()
                .compose()
                .services()
                .keySet()
                .forEach(service -> containers.put(service, resolution.container(service)));
    }

    /** One variable, whoever uses it. */
    VariableExplanation variable(String name) {
        return variable(name, Set.of());
    }

    /** The variables that some services ask for, or that are in the environments of their containers; by name. */
    List<VariableExplanation> ofServices(Set<String> services) {
        Set<String> names = new TreeSet<>();
        for (VariableUse use : resolution.uses()) {
            if (resolution.servicesOf(use).stream().anyMatch(services::contains)) {
                names.add(use.name());
            }
        }
        services.forEach(service ->
                names.addAll(containers.getOrDefault(service, Map.of()).keySet()));
        return names.stream().map(name -> variable(name, services)).toList();
    }

    /** @param services to which uses and containers are restricted; none for no restriction */
    private VariableExplanation variable(String name, Set<String> services) {
        List<VariableUse> uses = new ArrayList<>();
        Set<String> users = new TreeSet<>();
        Set<String> bundles = new TreeSet<>();
        for (VariableUse use : resolution.uses()) {
            Set<String> its = resolution.servicesOf(use);
            boolean wanted = services.isEmpty() || its.stream().anyMatch(services::contains);
            if (use.name().equals(name) && wanted) {
                uses.add(use);
                users.addAll(its);
                bundles.add(use.place().file().toString());
            }
        }
        List<ToldValue> said = told(resolution.said(name));
        return new VariableExplanation(
                name,
                resolution.isSecret(name),
                said.stream().findFirst(),
                said.stream().skip(1).toList(),
                uses,
                List.copyOf(users),
                List.copyOf(bundles),
                containers(name, services),
                resolution.definition(name));
    }

    private List<ContainerValue> containers(String name, Set<String> services) {
        List<ContainerValue> values = new ArrayList<>();
        containers.forEach((service, variables) -> {
            List<Assignment> said = variables.getOrDefault(name, List.of());
            if (!said.isEmpty() && (services.isEmpty() || services.contains(service))) {
                List<ToldValue> told = told(said);
                values.add(new ContainerValue(
                        service, told.get(0), resolution.fillers(service, said.get(0)), told.subList(1, told.size())));
            }
        });
        return values;
    }

    private List<ToldValue> told(List<Assignment> said) {
        return said.stream()
                .map(one -> new ToldValue(shown(one), one.origin(), generated.sources(one)))
                .toList();
    }

    private String shown(Assignment assignment) {
        boolean secret = resolution.isSecret(assignment.name());
        return secret && !assignment.value().isEmpty()
                ? SecretMask.MASK
                : mask.maskValue(assignment.name(), assignment.value());
    }

    /** The name of a variable that is known and near to {@code name}; empty if none is. */
    Optional<String> nearest(String name) {
        return Suggestion.nearest(name, resolution.names());
    }
}
