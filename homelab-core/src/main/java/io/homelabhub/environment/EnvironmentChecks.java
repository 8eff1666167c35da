package io.homelabhub.environment;

import io.homelabhub.problem.Problem;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.EnvironmentReport;
import io.homelabhub.variables.VariableState;
import io.homelabhub.variables.VariableState.State;
import io.homelabhub.variables.VariableUse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All checks of a project's environment, one after the other. */
final class EnvironmentChecks {
    private final Resolution resolution;
    private final Scope scope;
    private final boolean everything;
    private final List<Problem> problems = new ArrayList<>();

    /** @param everything whether no service was named, so that what nobody reads is told, too */
    EnvironmentChecks(Resolution resolution, Scope scope, boolean everything) {
        this.resolution = resolution;
        this.scope = scope;
        this.everything = everything;
    }

    EnvironmentReport report() {
        Map<String, List<VariableUse>> uses = new TreeMap<>(resolution.usesBy(scope.services()));
        List<Value> values = Values.of(resolution, scope, uses.keySet());
        missing();
        problems.addAll(new RequiredCheck(resolution, values).problems());
        problems.addAll(new FormCheck(resolution).problems(values));
        problems.addAll(new PlaceholderCheck(resolution).problems(values));
        problems.addAll(new LineCheck(resolution::isSecret, this::isSet)
                .problems(files(), resolution.read().rawFiles()));
        if (everything) {
            problems.addAll(new UnusedCheck(resolution).problems());
        }
        problems.addAll(SchemaFiles.of(resolution).problems(resolution, scope));
        SecretMask mask = resolution.definition().compose().secretMask();
        return new EnvironmentReport(
                states(uses),
                problems.stream().map(problem -> problem.masked(mask::mask)).toList());
    }

    private Map<Path, Path> files() {
        return resolution.read().envFiles();
    }

    private boolean isSet(String name) {
        return resolution.definition().compose().environment().containsKey(name)
                || !resolution.said(name).isEmpty();
    }

    private void missing() {
        resolution.definition().missingVariables().stream()
                .filter(problem -> scope.concerns(problem.path()))
                .forEach(problems::add);
    }

    private List<VariableState> states(Map<String, List<VariableUse>> scoped) {
        Map<String, List<VariableUse>> all = new TreeMap<>();
        if (everything) {
            resolution.uses().forEach(use -> all.computeIfAbsent(use.name(), any -> new ArrayList<>())
                    .add(use));
        } else {
            all.putAll(scoped);
        }
        List<VariableState> states = new ArrayList<>();
        all.forEach((name, uses) -> states.add(state(name, uses, scoped.getOrDefault(name, List.of()))));
        return states;
    }

    private VariableState state(String name, List<VariableUse> uses, List<VariableUse> scoped) {
        Optional<Assignment> said = resolution.said(name).stream().findFirst();
        boolean set = said.filter(one -> !one.value().isEmpty()).isPresent();
        boolean required = scoped.stream().anyMatch(VariableUse::required);
        State state = set ? State.SET : required ? State.MISSING : State.DEFAULT;
        return new VariableState(
                name, state, said.map(Assignment::origin).filter(any -> set), resolution.isSecret(name), uses);
    }
}
