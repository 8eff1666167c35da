package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that live in a namespace of another one. */
class GuestsTests {
    private static final String FILE = """
            name: lab
            services:
              web: {image: "web:VERSION"}
              shell: {image: "shell:1", pid: "service:web"}
              proxy: {image: "proxy:1", network_mode: "service:shell"}
              other: {image: "other:1"}
            """;

    @TempDir
    private Path folder;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);
    private HomelabRuntime lab = Homelab.builder().build();

    @BeforeEach
    void deploy() {
        write("1");
        engine.has("web:1", "web:2", "shell:1", "proxy:1", "other:1");
        lab = Homelab.builder()
                .workingDirectory(folder)
                .environment(Map.of())
                .engine(engine.provider())
                .timing(clock)
                .build();
        lab.plan("all").apply();
    }

    private void write(String version) {
        try {
            Files.writeString(folder.resolve("compose.yaml"), FILE.replace("VERSION", version));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String id(String container) {
        return engine.container(container).id();
    }

    @Test
    void come_along_when_the_container_is_made_anew_though_nobody_asked_for_them() {
        String before = id("lab-shell-1");
        String other = id("lab-other-1");
        write("2");

        Plan plan = lab.plan("web").plan();

        assertThat(plan.notices()).contains("shell is included: it shares a container that changes");
        lab.plan("web").apply();
        assertThat(id("lab-shell-1")).isNotEqualTo(before);
        assertThat(engine.container("lab-proxy-1").state()).isEqualTo(ContainerState.RUNNING);
        assertThat(id("lab-other-1")).isEqualTo(other);
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void stay_away_when_the_container_stays_or_when_they_are_not_there() {
        assertThat(lab.plan("web").plan().changes()).hasSize(2); // web and the network
        lab.planRemoval(RemovalRequest.of(List.of("proxy", "shell"))).apply();
        write("2");

        lab.plan("web").apply();

        assertThat(engine.running()).doesNotContain("lab-shell-1");
    }

    @Test
    void are_restarted_with_a_container_that_was_stopped() {
        engine.troubles().dies("lab-web-1", 0);

        assertThat(lab.plan("web").plan().changes().stream().map(String::valueOf))
                .contains("RESTART service:shell [DEPENDENCY_RECREATED(web)]");
    }

    @Test
    void are_up_again_when_the_replacement_fails() {
        Map<String, String> names =
                Map.of(id("lab-web-1"), "web", id("lab-shell-1"), "shell", id("lab-proxy-1"), "proxy");
        int before = engine.actions().size();
        engine.image("web:2").crashLoops();
        write("2");

        assertThatThrownBy(() -> lab.plan("all").apply()).isInstanceOf(ApplyFailedException.class);

        List<Action> actions = engine.actions().subList(before, engine.actions().size());
        assertThat(stopped(actions, names)).as("guests stop first").containsExactly("proxy", "shell", "web");
        assertThat(started(actions, names)).as("guests start last").containsExactly("web", "shell", "proxy");
    }

    private static List<String> stopped(List<Action> actions, Map<String, String> names) {
        return actions.stream()
                .filter(Action.StopContainer.class::isInstance)
                .flatMap(action -> Stream.ofNullable(names.get(((Action.StopContainer) action).container())))
                .toList();
    }

    private static List<String> started(List<Action> actions, Map<String, String> names) {
        return actions.stream()
                .filter(Action.StartContainer.class::isInstance)
                .flatMap(action -> Stream.ofNullable(names.get(((Action.StartContainer) action).container())))
                .toList();
    }
}
