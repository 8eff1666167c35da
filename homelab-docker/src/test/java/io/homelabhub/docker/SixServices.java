package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.StalePlanException;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ComposeLabels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A project that is deployed anew in its other version, with another image, environment and content of a bound file, and
 * something goes wrong in between. Its six services are replaced in all the ways there are: a database with a volume, a
 * one-shot, two that start beside their old containers, one with a fixed name, and one in another's network.
 */
final class SixServices {
    private static final List<String> NAMES = List.of("db", "migrate", "cache", "api", "web", "sidecar");
    /** Their containers can stand side by side, so that there is no moment without one. */
    private static final List<String> WITHOUT_GAP = List.of("cache", "api");

    private static final int DEPLOYS = 4;

    private final LiveProject project;
    private int version = 1;

    SixServices(LiveProject project) {
        this.project = project;
    }

    /** Deploys version 1. */
    void deploy() {
        for (int number = 1; number <= 2; number++) {
            project.image(image(number), "FROM " + RealEngine.IMAGE + "\nLABEL version=" + number + "\n");
        }
        project.compose("""
                x-app: &app
                  image: ${IMAGE}
                  command: ["sh", "-c", 'trap "exit 0" TERM; touch /ready; sleep 600 & wait']
                  restart: unless-stopped
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
                    healthcheck: &test {test: ["CMD", "test", "-f", "/ready"], interval: 10s}
                  migrate:
                    <<: *app
                    command: ["sh", "-c", "tail -n 1 /data/starts"]
                    restart: "no"
                    volumes: ["data:/data"]
                    depends_on:
                      db: {condition: service_healthy}
                  cache:
                    <<: *app
                    restart: "no"
                  api:
                    <<: *app
                    environment: {VERSION: "${VERSION}"}
                    healthcheck: *test
                    networks: [default, back]
                    depends_on:
                      db: {condition: service_healthy}
                  web:
                    <<: *app
                    container_name: ${NAME}
                    volumes: ["./web.conf:/etc/web.conf:ro"]
                    depends_on:
                      migrate: {condition: service_completed_successfully}
                      api: {condition: service_healthy}
                      cache: {condition: service_started}
                  sidecar:
                    <<: *app
                    network_mode: service:web
                networks:
                  back:
                volumes:
                  data:
                """);
        turnTo(1);
        project.deploy();
    }

    private String image(int number) {
        return project.lab().project() + "-app:" + number;
    }

    /** What the files see as environment. */
    Map<String, String> variables() {
        return Map.of(
                "IMAGE", image(version),
                "VERSION", String.valueOf(version),
                "NAME", project.lab().name("the-web"));
    }

    /** Makes the files ask for the other version. */
    void turn() {
        turnTo(3 - version);
    }

    private void turnTo(int number) {
        version = number;
        variables().forEach(project::variable);
        project.write("web.conf", "version = " + number + "\n");
    }

    /** How many steps a deploy of the other version takes. */
    int steps() {
        turn();
        int steps = project.plan().steps().size();
        turn();
        return steps;
    }

    /** What there is before something goes wrong. */
    Before before() {
        Map<String, ObservedContainer> containers = new TreeMap<>();
        NAMES.forEach(service -> containers.put(service, project.container(service)));
        return new Before(containers, starts());
    }

    /**
     * What there was.
     *
     * @param containers the only container of each service
     * @param starts what the database had written to its volume
     */
    record Before(Map<String, ObservedContainer> containers, String starts) {}

    private String starts() {
        return project.output("db", "cat", "/data/starts");
    }

    /** Each service has its old container, or a new one that is all right. */
    void assertNothingLost(Before before, String step) {
        assertNothingLost(before, step, this::isAllRight);
    }

    /** Each service has its old container, or a new one that has been started: a daemon's restart may have ended it. */
    void assertKept(Before before, String step) {
        assertNothingLost(before, step, (container, old) -> container.state() != ContainerState.CREATED);
    }

    private void assertNothingLost(
            Before before, String step, BiPredicate<ObservedContainer, ObservedContainer> allRight) {
        before.containers().forEach((service, old) -> {
            List<ObservedContainer> there = project.containersOf(service);
            boolean oldIsThere =
                    there.stream().anyMatch(container -> container.id().equals(old.id()));
            boolean newWorks = there.stream()
                    .anyMatch(container -> !container.id().equals(old.id()) && allRight.test(container, old));
            assertThat(oldIsThere || newWorks)
                    .as("at %s: the old or a working new container of %s among %s", step, service, there)
                    .isTrue();
        });
    }

    private boolean isAllRight(ObservedContainer container, ObservedContainer old) {
        return container.state() == ContainerState.RUNNING
                ? works(container)
                : container.exitCode().equals(old.exitCode());
    }

    private boolean works(ObservedContainer container) {
        ProbeResult.Verdict verdict =
                project.lab().engine().probe(container.id()).verdict();
        return verdict == ProbeResult.Verdict.PASSED || verdict == ProbeResult.Verdict.NO_TEST;
    }

    /** Those that need no gap have a container that runs and works, be it the old or the new one. */
    void assertServing(String step) {
        WITHOUT_GAP.forEach(service -> assertThat(project.containersOf(service))
                .as("at %s: containers of %s", step, service)
                .anyMatch(container -> container.state() == ContainerState.RUNNING && works(container)));
    }

    /** How many services have a running container. */
    long running() {
        return NAMES.stream()
                .filter(service -> project.containersOf(service).stream()
                        .anyMatch(container -> container.state() == ContainerState.RUNNING))
                .count();
    }

    /**
     * Deploys until nothing is to do, and gives how many deploys it took. What the engine was asked for before can still come
     * about, so that a plan made meanwhile is stale.
     */
    int converge() {
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

    /** All is as the files say, and nothing is left over. */
    void assertConverged(Before before) {
        Map<String, List<String>> names = new HashMap<>();
        project.containers().forEach(container -> names.computeIfAbsent(
                        container.label(ComposeLabels.SERVICE).orElse(""), any -> new ArrayList<>())
                .add(container.name()));
        assertThat(names)
                .containsOnlyKeys(NAMES)
                .containsEntry("web", List.of(project.lab().name("the-web")))
                .allSatisfy((service, its) -> assertThat(its)
                        .singleElement()
                        .asString()
                        .doesNotEndWith(".next")
                        .doesNotEndWith(".previous"));
        NAMES.forEach(service -> assertThat(project.container(service).image())
                .as("image of %s", service)
                .isEqualTo(image(version)));
        assertThat(starts()).startsWith(before.starts()).endsWith(version + "");
        assertThat(project.output("web", "cat", "/etc/web.conf")).isEqualTo("version = " + version);
        assertThat(project.runtime().lockHolder()).isEmpty();
        project.assertNothingToDo();
    }
}
