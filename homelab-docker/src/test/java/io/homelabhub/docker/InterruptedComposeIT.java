package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The real docker compose is killed while it replaces containers. The coming ones are called {@code ID_NAME} then, with the
 * begin of the going one's id; a deploy finishes or undoes what was begun.
 */
@Tag("interoperation")
class InterruptedComposeIT {
    private static final List<String> SERVICES = List.of("app", "named");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    @BeforeEach
    void bring_up() {
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
        compose().run("up", "--detach", "--pull", "never");
        project.assertNothingToDo();
        assertThat(project.output("app", "sh", "-c", "echo kept >/data/file; cat /data/file"))
                .isEqualTo("kept");
    }

    private PeerCompose compose() {
        Optional<Path> binary = PeerCompose.binary();
        Assumptions.assumeTrue(binary.isPresent(), "needs docker compose, which .ci/peers brings");
        return project.compose(binary.orElseThrow());
    }

    /** Changes the files, and kills docker compose when it has made the coming containers. */
    private void interruptReplacement() throws InterruptedException {
        project.variable("LEVEL", "2");
        Process up = compose().start("up", "--detach", "--pull", "never");
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
        compose().run("up", "--detach", "--pull", "never");
        assertThat(ids()).as("after docker compose up").isEqualTo(ids);
    }

    private List<String> ids() {
        return project.containers().stream().map(ObservedContainer::id).toList();
    }

    @Test
    void the_replacement_is_made_anew_while_the_old_containers_are_there() throws InterruptedException {
        interruptReplacement();

        project.deploy();

        assertAsWanted("2");
    }

    @Test
    void the_replacement_is_undone_when_the_files_are_as_before() throws InterruptedException {
        List<String> before = ids();
        interruptReplacement();
        project.variable("LEVEL", "1");

        project.deploy();

        assertThat(ids()).isEqualTo(before);
        assertAsWanted("1");
    }

    @Test
    void the_replacement_is_finished_once_the_old_containers_have_gone() throws InterruptedException {
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

    @Test
    void a_container_that_was_renamed_and_not_started_is_started() throws InterruptedException {
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
