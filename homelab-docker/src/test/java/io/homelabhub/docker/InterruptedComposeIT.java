package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real docker compose is killed while it replaces containers. The coming ones are called {@code ID_NAME} then, with the
 * begin of the going one's id; a deploy finishes or undoes what was begun.
 */
@Tag("interoperation")
@Tag("long")
@Tag("oldest-and-newest")
class InterruptedComposeIT {
    private static final List<String> SERVICES = List.of("app", "named");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private @Nullable Path binary;

    private void bringUp(Peer peer) {
        binary = peer.binary();
        project.variable("NAME", project.lab().name("fixed"));
        project.variable("LEVEL", "1");
        project.compose("""
                x-app: &app
                  image: %s
                  # does not heed SIGTERM, so that there is time to kill docker compose
                  command: ["sleep", "600"]
                  stop_grace_period: 5s
                  environment: {LEVEL: "${LEVEL}"}
                services:
                  app:
                    <<: *app
                    volumes: ["data:/data"]
                  named:
                    <<: *app
                    container_name: ${NAME}
                volumes:
                  data:
                """.formatted(RealEngine.IMAGE));
        dockerCompose().run("up", "--detach", "--pull", "never");
        project.assertNothingToDo();
        assertThat(project.output("app", "sh", "-c", "echo kept >/data/file; cat /data/file"))
                .isEqualTo("kept");
    }

    private PeerCompose dockerCompose() {
        return project.compose(Objects.requireNonNull(binary));
    }

    /** Changes the files, and kills docker compose when it has made the coming containers. */
    private void interruptReplacement() throws InterruptedException {
        project.variable("LEVEL", "2");
        Process up = dockerCompose().start("up", "--detach", "--pull", "never");
        Eventually.holds(() -> project.containers().size() == 2 * SERVICES.size());
        up.destroyForcibly().waitFor();
        assertThat(coming("app").name())
                .isEqualTo(
                        going("app").id().substring(0, 12) + "_" + project.lab().name("app-1"));
        assertThat(coming("named").name())
                .isEqualTo(going("named").id().substring(0, 12) + "_"
                        + project.lab().name("fixed"));
    }

    private ObservedContainer coming(String service) {
        return project.containersOf(service).stream()
                .filter(container -> container.name().contains("_"))
                .findFirst()
                .orElseThrow();
    }

    private ObservedContainer going(String service) {
        return project.containersOf(service).stream()
                .filter(container -> !container.name().contains("_"))
                .findFirst()
                .orElseThrow();
    }

    private void assertAsWanted(String level) {
        project.assertNothingToDo();
        assertThat(project.container("app").name()).isEqualTo(project.lab().name("app-1"));
        assertThat(project.container("named").name()).isEqualTo(project.lab().name("fixed"));
        for (String service : SERVICES) {
            assertThat(project.container(service).state()).isEqualTo(ContainerState.RUNNING);
            assertThat(project.output(service, "sh", "-c", "echo $LEVEL")).isEqualTo(level);
        }
        assertThat(project.output("app", "cat", "/data/file")).isEqualTo("kept");
        List<String> ids = ids();
        dockerCompose().run("up", "--detach", "--pull", "never");
        assertThat(ids()).as("after docker compose up").isEqualTo(ids);
    }

    private List<String> ids() {
        return project.containers().stream().map(ObservedContainer::id).toList();
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void the_replacement_is_made_anew_while_the_old_containers_are_there(Peer peer) throws InterruptedException {
        bringUp(peer);
        interruptReplacement();

        project.deploy();

        assertAsWanted("2");
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void the_replacement_is_undone_when_the_files_are_as_before(Peer peer) throws InterruptedException {
        bringUp(peer);
        List<String> before = ids();
        interruptReplacement();
        project.variable("LEVEL", "1");

        project.deploy();

        assertThat(ids()).isEqualTo(before);
        assertAsWanted("1");
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void the_replacement_is_finished_once_the_old_containers_have_gone(Peer peer) throws InterruptedException {
        bringUp(peer);
        interruptReplacement();
        // the next two things that docker compose does: it removes the old container, and renames the new one
        SERVICES.forEach(service ->
                project.byHand(new Action.RemoveContainer(going(service).id(), true)));
        List<String> coming =
                SERVICES.stream().map(service -> coming(service).id()).toList();

        project.deploy();

        assertThat(ids()).containsExactlyInAnyOrderElementsOf(coming);
        assertAsWanted("2");
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void a_container_that_was_renamed_and_not_started_is_started(Peer peer) throws InterruptedException {
        bringUp(peer);
        interruptReplacement();
        for (String service : SERVICES) {
            ObservedContainer old = going(service);
            project.byHand(new Action.RemoveContainer(old.id(), true));
            project.byHand(new Action.RenameContainer(coming(service).id(), old.name()));
        }
        List<String> coming = ids();

        project.deploy();

        assertThat(ids()).isEqualTo(coming);
        assertAsWanted("2");
    }
}
