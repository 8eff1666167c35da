package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.FileContent;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.time.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A container, its networks, volumes and files on a real engine, from created to removed, and what cannot be. */
@Tag("long")
class DockerEngineIT {
    private static final String[] SLEEP = {"sleep", "600"};

    @RegisterExtension
    final RealEngine lab = new RealEngine();

    private ObservedState observe(boolean inspect) {
        return lab.engine().observe(new ObserveRequest(lab.project(), Set.of(RealEngine.IMAGE), inspect));
    }

    private ContainerStatus status(String container) {
        return lab.engine().status(container).orElseThrow();
    }

    @Test
    void a_container_goes_from_created_over_running_to_exited_and_away() {
        String name = lab.create(lab.spec("web", SLEEP));
        assertThat(status(name).state()).isEqualTo(ContainerState.CREATED);
        assertThat(lab.perform(new Action.StartContainer(name))).isEqualTo(Effect.DONE);
        assertThat(lab.perform(new Action.StartContainer(name))).isEqualTo(Effect.ALREADY_SO);
        assertThat(status(name).state()).isEqualTo(ContainerState.RUNNING);
        Action stop = new Action.StopContainer(name, Optional.of(Duration.ZERO));
        assertThat(lab.perform(stop)).isEqualTo(Effect.DONE);
        assertThat(lab.perform(stop)).isEqualTo(Effect.ALREADY_SO);
        assertThat(status(name))
                .returns(ContainerState.EXITED, ContainerStatus::state)
                .returns(137, ContainerStatus::exitCode);
        Action remove = new Action.RemoveContainer(name, true);
        assertThat(lab.perform(remove)).isEqualTo(Effect.DONE);
        assertThat(lab.perform(remove)).isEqualTo(Effect.ALREADY_SO);
        assertThat(lab.engine().status(name)).isEmpty();
    }

    @Test
    void an_observation_shows_a_container_as_it_was_created() {
        String name = lab.run(lab.spec("web", SLEEP));
        ObservedContainer container = observe(false).container(name).orElseThrow();
        assertThat(container.state()).isEqualTo(ContainerState.RUNNING);
        assertThat(container.labels()).containsEntry("com.docker.compose.service", "web");
        assertThat(container.inspection()).isEmpty();
        assertThat(container.imageId())
                .isEqualTo(Objects.requireNonNull(observe(false).images().get(RealEngine.IMAGE))
                        .id());
    }

    @Test
    void an_observation_that_inspects_holds_what_inspect_says_of_the_project_and_its_images() {
        String name = lab.create(lab.spec("web", SLEEP));
        ObservedState state = observe(true);
        ApiObject inspection = state.container(name).orElseThrow().inspection().orElseThrow();
        assertThat(inspection.object("Config").strings("Cmd")).containsExactly(SLEEP);
        assertThat(Objects.requireNonNull(state.images().get(RealEngine.IMAGE)).inspection())
                .isPresent();
    }

    @Test
    void an_unknown_project_and_image_observe_as_nothing() {
        ObservedState state = lab.engine().observe(new ObserveRequest("nobody", Set.of("no/such-image:1"), true));
        assertThat(state.images()).isEmpty();
        assertThat(state.networks()).extracting("name").contains("bridge");
    }

    @Test
    void a_name_that_is_taken_is_a_conflict_and_its_holder_is_left_alone() {
        String name = lab.create(lab.spec("web", SLEEP));
        String id = status(name).id();
        assertThatThrownBy(() -> lab.perform(new Action.CreateContainer(lab.spec("web", "true"))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("creating container " + name)
                .extracting("kind")
                .isEqualTo(EngineException.Kind.CONFLICT);
        assertThat(status(name).id()).isEqualTo(id);
    }

    @Test
    void networks_and_volumes_are_created_once_and_removed_once() {
        NetworkSpec network = new NetworkSpec(lab.name("net"), Map.of("a", "b"), ApiObject.EMPTY);
        VolumeSpec volume = new VolumeSpec(lab.name("data"), Map.of("a", "b"), ApiObject.EMPTY);
        lab.afterwards(new Action.RemoveNetwork(network.name()));
        lab.afterwards(new Action.RemoveVolume(volume.name()));
        for (Action create : List.of(new Action.CreateNetwork(network), new Action.CreateVolume(volume))) {
            assertThat(lab.perform(create)).isEqualTo(Effect.DONE);
            assertThat(lab.perform(create)).isEqualTo(Effect.ALREADY_SO);
        }
        ObservedState state = observe(false);
        assertThat(state.network(network.name()).orElseThrow().labels()).containsEntry("a", "b");
        assertThat(state.volume(volume.name()).orElseThrow().labels()).containsEntry("a", "b");
        for (Action remove :
                List.of(new Action.RemoveNetwork(network.name()), new Action.RemoveVolume(volume.name()))) {
            assertThat(lab.perform(remove)).isEqualTo(Effect.DONE);
            assertThat(lab.perform(remove)).isEqualTo(Effect.ALREADY_SO);
        }
    }

    @Test
    void a_container_is_attached_to_all_its_networks_with_its_aliases() {
        List<NetworkAttachment> attachments = List.of(attachment("one"), attachment("two"), attachment("three"));
        var spec = with(lab.spec("web", SLEEP), attachments, List.of());
        String name = lab.run(spec);
        assertThat(observe(false).container(name).orElseThrow().networks())
                .containsOnlyKeys(lab.name("one"), lab.name("two"), lab.name("three"));
        ApiObject networks = observe(true)
                .container(name)
                .orElseThrow()
                .inspection()
                .orElseThrow()
                .object("NetworkSettings")
                .object("Networks");
        assertThat(networks.object(lab.name("three")).strings("Aliases")).contains("alias-three");
    }

    @Test
    void a_container_that_cannot_be_given_its_files_is_not_left_behind() {
        var file = new FileContent("/bin/busybox/inside-a-file", 0440, 0, 0, new byte[] {1});
        var spec = with(lab.spec("web", SLEEP), List.of(), List.of(file));
        lab.afterwards(new Action.RemoveContainer(spec.name(), true));
        assertThatThrownBy(() -> lab.perform(new Action.CreateContainer(spec)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("putting files into container " + spec.name());
        assertThat(lab.engine().status(spec.name())).isEmpty();
    }

    private static ContainerSpec with(ContainerSpec plain, List<NetworkAttachment> networks, List<FileContent> files) {
        return new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.platform(),
                plain.labels(),
                plain.config(),
                networks.isEmpty() ? plain.hostConfig() : ApiObject.EMPTY,
                networks,
                files);
    }

    private NetworkAttachment attachment(String network) {
        lab.afterwards(new Action.RemoveNetwork(lab.name(network)));
        lab.perform(new Action.CreateNetwork(new NetworkSpec(lab.name(network), Map.of(), ApiObject.EMPTY)));
        return new NetworkAttachment(lab.name(network), ApiObject.of(Map.of("Aliases", List.of("alias-" + network))));
    }

    @Test
    void files_are_in_place_with_mode_and_owner_before_the_container_starts() {
        var plain = lab.spec("web", "sh", "-c", "stat -c '%a %u %g' /run/secrets/key; cat /run/secrets/key");
        var file = new FileContent("/run/secrets/key", 0440, 33, 44, "hush".getBytes(StandardCharsets.UTF_8));
        var spec = with(plain, List.of(), List.of(file));
        String name = lab.run(spec);
        awaitEnd(name);
        assertThat(lab.engine().logTail(name, 10)).containsExactly("440 33 44", "hush");
    }

    private void awaitEnd(String name) {
        for (int i = 0; i < 200 && status(name).state() == ContainerState.RUNNING; i++) {
            try {
                Timing.system().sleep(Duration.ofMillis(25));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @Test
    void a_container_that_crashes_again_and_again_is_restarting() {
        var plain = lab.spec("web", "false");
        var spec = new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.platform(),
                plain.labels(),
                plain.config(),
                plain.hostConfig().with("RestartPolicy", Map.of("Name", "always")),
                plain.networks(),
                plain.files());
        String name = lab.run(spec);
        for (int i = 0; i < 400 && status(name).restarts() < 4; i++) {
            status(name);
        }
        assertThat(status(name).exitCode()).isEqualTo(1);
    }

    @Test
    void renaming_keeps_the_container() {
        String name = lab.create(lab.spec("web", SLEEP));
        String id = status(name).id();
        lab.afterwards(new Action.RemoveContainer(lab.name("other"), true));
        assertThat(lab.perform(new Action.RenameContainer(id, lab.name("other"))))
                .isEqualTo(Effect.DONE);
        assertThat(status(lab.name("other")).id()).isEqualTo(id);
        assertThat(lab.engine().status(name)).isEmpty();
    }

    @Test
    void limits_change_while_it_runs() {
        String name = lab.run(lab.spec("web", SLEEP));
        lab.perform(new Action.UpdateContainer(
                name, ApiObject.of(Map.of("RestartPolicy", Map.of("Name", "unless-stopped")))));
        ApiObject host = observe(true)
                .container(name)
                .orElseThrow()
                .inspection()
                .orElseThrow()
                .object("HostConfig");
        assertThat(host.object("RestartPolicy").string("Name")).contains("unless-stopped");
    }

    @Test
    void a_name_that_begins_the_id_of_another_container_does_not_reach_it() {
        String id = status(lab.run(lab.spec("web", SLEEP))).id();
        String begin = id.substring(0, 12);
        assertThat(lab.engine().status(begin)).isEmpty();
        assertThat(lab.perform(new Action.RemoveContainer(begin, true))).isEqualTo(Effect.ALREADY_SO);
        assertThat(lab.engine().status(id)).isPresent();
    }

    @Test
    void an_image_that_no_registry_has_is_not_found_or_denied_with_its_name() {
        assertThatThrownBy(() -> lab.perform(new Action.PullImage("127.0.0.1:1/no/such-image:1", Optional.empty())))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("pulling image 127.0.0.1:1/no/such-image:1: ");
    }

    @Test
    void creating_from_an_absent_image_is_not_found() {
        var plain = lab.spec("web", SLEEP);
        var spec = new ContainerSpec(
                plain.name(),
                "homelab/no-such-image:1",
                plain.platform(),
                plain.labels(),
                plain.config(),
                plain.hostConfig(),
                plain.networks(),
                plain.files());
        assertThatThrownBy(() -> lab.perform(new Action.CreateContainer(spec)))
                .isInstanceOf(EngineException.class)
                .extracting("kind")
                .isEqualTo(EngineException.Kind.NOT_FOUND);
    }
}
