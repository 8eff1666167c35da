package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.StalePlanException;
import io.homelabhub.docker.CrashingDeploy.Boundary;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ComposeLabels;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A deploy of a new image and a new configuration to five services is killed at a step's begin or end, in a JVM of its own.
 * Whenever that is, each service still has its old container or a new one that works, and the next deploy converges.
 *
 * <p>{@code -Dhomelab.it.crashes=all} kills at every boundary, which takes a quarter of an hour; else at a few.
 */
class CrashSafetyIT {
    private static final List<String> SERVICES = List.of("db", "migrate", "cache", "web", "sidecar");
    private static final int DEPLOYS = 4;
    private static final int LONGEST = 120;
    private static final int SAMPLES = 4;

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private int version = 1;

    @BeforeEach
    void deploy() {
        for (int number = 1; number <= 2; number++) {
            project.image(image(number), "FROM " + RealEngine.IMAGE + "\nLABEL version=" + number + "\n");
        }
        project.compose("""
                x-app: &app
                  image: ${IMAGE}
                  command: ["sh", "-c", 'trap "exit 0" TERM; sleep 600 & wait']
                  stop_grace_period: 5s
                services:
                  db:
                    <<: *app
                    command:
                      - sh
                      - -c
                      - trap "exit 0" TERM; echo $$VERSION >> /data/starts; touch /ready; sleep 600 & wait
                    environment: {VERSION: "${VERSION}"}
                    volumes: ["data:/data"]
                    healthcheck: {test: ["CMD", "test", "-f", "/ready"], interval: 10s}
                  migrate:
                    <<: *app
                    command: ["sh", "-c", "tail -n 1 /data/starts"]
                    volumes: ["data:/data"]
                    depends_on:
                      db: {condition: service_healthy}
                  cache:
                    <<: *app
                  web:
                    <<: *app
                    container_name: ${NAME}
                    volumes: ["./web.conf:/etc/web.conf:ro"]
                    depends_on:
                      migrate: {condition: service_completed_successfully}
                      cache: {condition: service_started}
                  sidecar:
                    <<: *app
                    network_mode: service:web
                volumes:
                  data:
                """);
        turnTo(version);
        project.deploy();
    }

    private String image(int number) {
        return project.lab().project() + "-app:" + number;
    }

    private Map<String, String> variables() {
        return Map.of(
                "IMAGE", image(version),
                "VERSION", String.valueOf(version),
                "NAME", project.lab().name("the-web"));
    }

    /** Makes the files ask for the other image, another environment and another content of a bound file. */
    private void turnTo(int number) {
        version = number;
        variables().forEach(project::variable);
        project.write("web.conf", "version = " + number + "\n");
    }

    @Test
    void a_deploy_that_is_killed_at_a_boundary_loses_nothing_and_the_next_one_converges(TestReporter reporter)
            throws Exception {
        turnTo(2);
        int steps = project.plan().steps().size();
        turnTo(1);
        for (Boundary boundary : boundaries(steps)) {
            turnTo(3 - version);
            reporter.publishEntry(boundary.toString(), killAndConverge(boundary));
        }
    }

    private static List<Boundary> boundaries(int steps) {
        List<Boundary> boundaries = new ArrayList<>();
        for (int number = 1; number <= steps; number++) {
            boundaries.add(new Boundary(true, number));
            boundaries.add(new Boundary(false, number));
        }
        if ("all".equals(System.getProperty("homelab.it.crashes"))) {
            return boundaries;
        }
        int stride = boundaries.size() / SAMPLES;
        return boundaries.stream()
                // odd, so that begins and ends take turns
                .filter(boundary -> boundaries.indexOf(boundary) % (stride | 1) == stride / 2)
                .toList();
    }

    private String killAndConverge(Boundary boundary) throws Exception {
        Map<String, ObservedContainer> before = new TreeMap<>();
        SERVICES.forEach(service -> before.put(service, project.container(service)));
        String starts = project.output("db", "cat", "/data/starts");
        String step = kill(boundary);
        SERVICES.forEach(service -> assertNotLost(service, Objects.requireNonNull(before.get(service)), step));
        int containers = project.containers().size();
        long running = SERVICES.stream().filter(this::isRunning).count();
        int deploys = converge();
        assertConverged(starts);
        return "%-32s %d containers, %d services running, converged in %d deploy(s)"
                .formatted(step, containers, running, deploys);
    }

    /** Gives the step that the deploy was killed at. */
    private String kill(Boundary boundary) throws IOException, InterruptedException {
        Path report = project.write("last-step", "");
        Path output = project.write("output", "");
        ProcessBuilder builder = new ProcessBuilder(CrashingDeploy.commandLine(
                        project.directory(), project.lab().project(), boundary, report))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()));
        builder.environment().putAll(variables());
        Process process = builder.start();
        assertThat(process.waitFor(LONGEST, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", boundary, Files.readString(output))
                .isEqualTo(CrashingDeploy.KILLED);
        return Files.readString(report);
    }

    private void assertNotLost(String service, ObservedContainer old, String step) {
        List<ObservedContainer> there = project.containersOf(service);
        boolean oldIsThere = there.stream().anyMatch(container -> container.id().equals(old.id()));
        boolean newWorks = there.stream()
                .anyMatch(container -> !container.id().equals(old.id())
                        && (works(container) || container.exitCode().equals(old.exitCode())));
        assertThat(oldIsThere || newWorks)
                .as("killed at %s: the old or a working new container of %s among %s", step, service, there)
                .isTrue();
    }

    private boolean works(ObservedContainer container) {
        ProbeResult.Verdict verdict =
                project.lab().engine().probe(container.id()).verdict();
        return verdict == ProbeResult.Verdict.PASSED || verdict == ProbeResult.Verdict.NO_TEST;
    }

    private boolean isRunning(String service) {
        return project.containersOf(service).stream().anyMatch(c -> c.state() == ContainerState.RUNNING);
    }

    /** What the engine was asked for before the kill can still come about: a plan made meanwhile may be stale. */
    private int converge() {
        for (int deploys = 1; deploys < DEPLOYS; deploys++) {
            try {
                project.runtime().plan("all").apply();
                return deploys;
            } catch (StalePlanException moved) {
                assertThat(moved.moved()).isNotEmpty();
            }
        }
        project.runtime().plan("all").apply();
        return DEPLOYS;
    }

    private void assertConverged(String startsBefore) {
        Map<String, List<String>> names = new HashMap<>();
        project.containers().forEach(container -> names.computeIfAbsent(
                        container.label(ComposeLabels.SERVICE).orElse(""), any -> new ArrayList<>())
                .add(container.name()));
        assertThat(names)
                .containsOnlyKeys(SERVICES)
                .containsEntry("web", List.of(project.lab().name("the-web")))
                .allSatisfy((service, its) -> assertThat(its)
                        .singleElement()
                        .asString()
                        .doesNotEndWith(".next")
                        .doesNotEndWith(".previous"));
        SERVICES.forEach(service -> assertThat(project.container(service).image())
                .as("image of %s", service)
                .isEqualTo(image(version)));
        assertThat(project.output("db", "cat", "/data/starts"))
                .startsWith(startsBefore)
                .endsWith(version + "");
        assertThat(project.output("web", "cat", "/etc/web.conf")).isEqualTo("version = " + version);
        assertThat(project.runtime().lockHolder()).isEmpty();
        project.assertNothingToDo();
    }
}
