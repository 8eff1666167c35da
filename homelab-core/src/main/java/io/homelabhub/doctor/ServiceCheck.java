package io.homelabhub.doctor;

import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.graph.Dependency;
import io.homelabhub.observed.ContainerSecrets;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.observed.Restarts;
import io.homelabhub.secret.SecretMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether what is deployed runs, and what it needs with it. */
final class ServiceCheck implements Check {
    private static final String NAME = "services";
    private static final int LINES = 20;

    @Override
    public List<Finding> look(Circumstances circumstances) {
        ProjectDefinition definition = circumstances.files().orElseThrow().definition();
        Circumstances.Engine engine = circumstances.engine().orElseThrow();
        ObservedState observed = engine.observed();
        SecretMask mask = definition
                .compose()
                .secretMask()
                .and(ContainerSecrets.maskOf(observed, definition.compose().secretPlaces()));
        ProjectContainers ours = ProjectContainers.of(definition.project(), observed);
        List<Finding> findings = new ArrayList<>();
        int deployed = 0;
        for (String service : circumstances.files().orElseThrow().services()) {
            List<ObservedContainer> containers = ours.of(definition.composeName(service));
            deployed += containers.isEmpty() ? 0 : 1;
            for (ObservedContainer container : containers) {
                unwell(container, circumstances)
                        .ifPresent(how -> findings.add(
                                finding(service, container, how, engine.open().engine(), mask)));
            }
            if (!containers.isEmpty()) {
                missing(service, definition, ours).ifPresent(findings::add);
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    NAME,
                    deployed == 0
                            ? "nothing is deployed"
                            : deployed == 1
                                    ? "the one that is deployed runs"
                                    : "all " + deployed + " that are deployed run"));
        }
        return findings;
    }

    private static Optional<String> unwell(ObservedContainer container, Circumstances circumstances) {
        Optional<Restarts> looping = Restarts.of(container).filter(one -> one.isLooping(circumstances.now()));
        if (looping.isPresent() || container.state() == ContainerState.RESTARTING) {
            return Optional.of("ends again and again: "
                    + looping.map(one -> one.text(circumstances.now())).orElse("it is restarting"));
        }
        if (container.health() == Health.UNHEALTHY) {
            return Optional.of("is unhealthy");
        }
        boolean failed = container.state() == ContainerState.EXITED
                && container.exitCode().orElse(0) != 0;
        return failed ? Optional.of("has ended with " + container.exitCode().orElse(0)) : Optional.empty();
    }

    private static Finding finding(
            String service, ObservedContainer container, String how, Engine engine, SecretMask mask) {
        List<String> log = log(container, engine).stream().map(mask::mask).toList();
        String last = log.isEmpty()
                ? ""
                : ". Its last words: " + log.get(log.size() - 1).strip();
        List<String> remedies = new ArrayList<>(List.of("homelab logs " + service + " --tail 50"));
        boolean denied =
                log.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("permission denied"));
        if (denied) {
            container.mounts().stream()
                    .filter(mount -> mount.writable() && mount.type().equals("bind"))
                    .forEach(mount ->
                            remedies.add("ls -ldn " + mount.source() + "   # must belong to the user that it runs as"));
        }
        return new Finding(
                NAME,
                Finding.State.PROBLEM,
                "service " + service + ": " + container.name() + " " + how + (denied ? ", as it may not write" : "")
                        + last,
                remedies,
                Finding.Consequence.REFUSED);
    }

    private static List<String> log(ObservedContainer container, Engine engine) {
        try {
            return engine.logTail(container.id(), LINES).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (EngineException gone) {
            return List.of();
        }
    }

    /** What is deployed needs what it depends on. */
    private static Optional<Finding> missing(String service, ProjectDefinition definition, ProjectContainers ours) {
        Set<String> missing = new TreeSet<>();
        for (Dependency edge : definition.graph().dependencies(service)) {
            boolean required = edge.reasons().stream().anyMatch(reason -> reason.required());
            boolean there = ours.of(definition.composeName(edge.to())).stream()
                    .anyMatch(container -> container.state().isRunning()
                            || (container.state() == ContainerState.EXITED
                                    && container.exitCode().orElse(1) == 0));
            if (required && !there) {
                missing.add(edge.to());
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.problem(
                        NAME,
                        "service " + service + " needs " + String.join(", ", missing) + ", which does not run",
                        "homelab deploy " + service));
    }
}
