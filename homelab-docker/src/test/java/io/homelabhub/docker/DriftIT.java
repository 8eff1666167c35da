package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What somebody does to a deployed project, in its files or past them, appears in the plan with its cause; an apply puts
 * it right, and then there is nothing to do.
 */
@Tag("interoperation")
@Tag("long")
@Tag("oldest-and-newest")
class DriftIT {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{12,64}");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    @BeforeEach
    void deploy() {
        project.variable("IMAGE", RealEngine.IMAGE);
        project.variable("REPLICAS", "1");
        project.variable("PORT", "8080");
        project.write("app.env", "LEVEL=info\n");
        project.write("app.conf", "answer = 41\n");
        project.compose("""
                services:
                  app:
                    image: ${IMAGE}
                    command: ["sh", "-c", 'trap "exit 0" TERM; sleep 600 & wait']
                    stop_grace_period: 2s
                    restart: unless-stopped
                    x-homelab: {settles-within: 0s}
                    mem_limit: 32m
                    cpus: 0.5
                    env_file: app.env
                    scale: ${REPLICAS}
                    ports: ["127.0.0.1::${PORT}"]
                    networks: [front, back]
                    volumes:
                      - data:/data
                      - ./app.conf:/etc/app.conf:ro
                networks:
                  front:
                  back:
                volumes:
                  data:
                """);
        project.deploy();
    }

    private ObservedContainer app() {
        return project.container("app");
    }

    /** Looks at the plan, applies it, and looks again: nothing is left to do. */
    private void assertPlanned(String... lines) {
        assertThat(VerdictLines.of(project.plan()).stream()
                        .map(line -> line.replace(project.directory().toString(), "DIR"))
                        .map(line -> DIGITS.matcher(line).replaceAll("ID"))
                        .map(line -> line.replace(project.lab().project(), "P")))
                .containsExactly(lines);
        project.deploy();
    }

    private void assertPlannedAndKept(String... lines) {
        String before = app().id();
        assertPlanned(lines);
        assertThat(app().id()).as("the container's id").isEqualTo(before);
    }

    @Test
    void limits_that_somebody_changed_are_set_back_while_the_container_runs() {
        project.updateByHand("app", Map.of("Memory", 64L << 20, "MemorySwap", 128L << 20, "NanoCpus", 250_000_000L));
        assertPlannedAndKept("UPDATE service:app [DRIFTED] {cpus: 0.25 -> 0.5; mem_limit: 64m -> 32m}");
    }

    @Test
    void a_restart_policy_that_somebody_changed_is_set_back_while_the_container_runs() {
        project.updateByHand("app", Map.of("RestartPolicy", ApiObject.of(Map.of("Name", "always"))));
        assertPlannedAndKept("UPDATE service:app [DRIFTED] {restart: always -> unless-stopped}");
    }

    @Test
    void a_network_that_somebody_disconnected_is_connected_again() {
        project.byHand(new Action.DisconnectNetwork(app().id(), project.lab().project() + "_back"));
        assertPlannedAndKept("UPDATE service:app [NETWORK_CHANGED] {networks.P_back: (none) -> connected}");
    }

    @Test
    void a_container_that_somebody_stopped_is_started() {
        project.byHand(new Action.StopContainer(app().id(), Optional.empty()));
        assertPlannedAndKept("START service:app [STOPPED]");
    }

    @Test
    void a_container_that_somebody_removed_is_made_and_finds_its_data() {
        project.output("app", "sh", "-c", "echo kept > /data/mark");
        project.byHand(new Action.RemoveContainer(app().id(), true));
        assertPlanned("CREATE service:app [NOT_FOUND]");
        assertThat(project.output("app", "cat", "/data/mark")).isEqualTo("kept");
    }

    @Test
    void a_volume_that_somebody_removed_is_made_with_the_container() {
        project.byHand(new Action.RemoveContainer(app().id(), true));
        project.byHand(new Action.RemoveVolume(project.lab().project() + "_data"));
        assertPlanned("CREATE volume:P_data [NOT_FOUND]", "CREATE service:app [NOT_FOUND]");
    }

    @Test
    void a_tag_that_was_moved_to_another_image_recreates() {
        String tag = project.lab().project() + "-app:1";
        project.variable("IMAGE", tag);
        project.image(tag, "FROM " + RealEngine.IMAGE + "\nLABEL version=1\n");
        project.deploy();
        project.image(tag, "FROM " + RealEngine.IMAGE + "\nLABEL version=2\n");
        assertPlanned("RECREATE service:app [IMAGE_CHANGED] {image: P-app:1 ID -> P-app:1 ID}");
    }

    @Test
    void a_value_that_was_changed_in_an_env_file_recreates_and_is_told() {
        project.write("app.env", "LEVEL=debug\n");
        assertPlanned("RECREATE service:app [CONFIGURATION_CHANGED] {environment.LEVEL: info -> debug}");
        assertThat(project.output("app", "sh", "-c", "echo $LEVEL")).isEqualTo("debug");
    }

    @Test
    void a_secret_that_was_changed_is_seen_and_not_told() {
        project.write("app.env", "LEVEL=info\nAPI_TOKEN=s3cr3t-before\n");
        project.deploy();
        project.write("app.env", "LEVEL=info\nAPI_TOKEN=s3cr3t-after\n");
        assertPlanned("RECREATE service:app [CONFIGURATION_CHANGED] {environment.API_TOKEN: (secret) -> (secret)}");
    }

    @Test
    void a_bound_file_that_was_edited_recreates() {
        project.write("app.conf", "answer = 42\n");
        assertPlanned("RECREATE service:app [CONTENT_CHANGED] {content of DIR/app.conf: ID -> ID}");
        assertThat(project.output("app", "cat", "/etc/app.conf")).isEqualTo("answer = 42");
    }

    @Test
    void a_port_that_was_changed_recreates() {
        project.variable("PORT", "8081");
        assertThat(VerdictLines.of(project.plan()))
                .singleElement()
                .asString()
                .startsWith("RECREATE service:app [CONFIGURATION_CHANGED]")
                .contains("ports: ", "8080/tcp", "8081/tcp");
        project.deploy();
    }

    @Test
    void a_container_that_somebody_renamed_gets_its_name_back() {
        project.byHand(new Action.RenameContainer(app().id(), project.lab().name("mine")));
        assertPlanned("RECREATE service:app [DRIFTED] {container_name: P-mine -> P-app-1}");
        assertThat(app().name()).isEqualTo(project.lab().name("app-1"));
    }

    @Test
    void a_replica_too_many_goes() {
        project.variable("REPLICAS", "2");
        project.deploy();
        project.variable("REPLICAS", "1");
        assertPlanned("UPDATE service:app [SURPLUS(P-app-2)]");
        assertThat(app().name()).isEqualTo(project.lab().name("app-1"));
    }
}
