package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Action;
import io.homelabhub.planning.LiveContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.VolumeSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What containers have of each other, take from each other, and are made again with. */
interface NeighbourClauses extends Clauses {
    @Test
    default void required_c70_whose_volumes_or_namespaces_a_container_shares_is_there_before_it() {
        String lender = bench().name("lender");
        List<ContainerSpec> guests = Stream.of("VolumesFrom", "PidMode", "IpcMode")
                .map(member -> guest(member, lender))
                .toList();

        guests.forEach(guest -> {
            assertThat(bench().refused(new Action.CreateContainer(guest))).hasMessageContaining(lender);
            assertThat(bench().engine.status(guest.name())).isEmpty();
        });
        bench().run(bench().spec("lender", Program.RUNS_ON).withHostConfig("IpcMode", "shareable"));
        guests.forEach(guest -> bench().run(guest));
        guests.forEach(guest -> bench().remove(guest.name()));
    }

    private ContainerSpec guest(String member, String lender) {
        ContainerSpec guest = bench().spec("guest-of-" + member, Program.RUNS_ON);
        return member.equals("VolumesFrom")
                ? guest.withHostConfig(member, List.of(lender))
                : guest.withHostConfig(member, "container:" + lender);
    }

    @Test
    default void required_c76_who_is_linked_to_on_the_default_bridge_is_there_before_and_runs_before() {
        String other = bench().name("other");
        ContainerSpec linked = bench().spec("linked", Program.RUNS_ON)
                .withHostConfig("NetworkMode", "bridge")
                .withHostConfig("Links", List.of(other + ":db"));

        bench().refused(new Action.CreateContainer(linked));
        assertThat(bench().engine.status(linked.name())).isEmpty();
        bench().create(bench().spec("other", Program.RUNS_ON).withHostConfig("NetworkMode", "bridge"));
        if (differs(Difference.LINKS_NOTHING)) {
            bench().refused(new Action.CreateContainer(linked));
            return;
        }
        bench().create(linked);
        bench().refused(new Action.StartContainer(linked.name()));
        bench().start(other);
        bench().start(linked.name());
        ObservedContainer before = bench().observed(linked.name());
        bench().remove(linked.name());
        bench().run(LiveContainer.asked(before, List.of()));
        assertThat(links(bench().observed(linked.name()))).hasSize(1).isEqualTo(links(before));
        bench().remove(linked.name());
    }

    private static List<String> links(ObservedContainer container) {
        return container.inspection().orElseThrow().object("HostConfig").strings("Links");
    }

    /** By these times one can tell that the guest's namespace is gone. */
    @Test
    default void required_c71_a_guest_runs_on_when_its_lender_starts_again_and_names_it_by_its_id() {
        String lender = bench().run("lender", Program.RUNS_ON);
        String guest = bench().run(
                        bench().spec("guest", Program.RUNS_ON).withHostConfig("NetworkMode", "container:" + lender));

        bench().stop(lender);
        bench().start(lender);

        assertThat(bench().state(guest)).isEqualTo(ContainerState.RUNNING);
        assertThat(bench().status(lender).startedAt())
                .isAfter(bench().status(guest).startedAt());
        assertThat(bench().inspection(guest).object("HostConfig").string("NetworkMode"))
                .contains("container:" + bench().status(lender).id());
        bench().remove(guest);
    }

    @Test
    default void required_c180_the_status_tells_by_ids_in_whose_namespaces_a_container_lives() {
        String lender = bench().run("lender", Program.RUNS_ON);
        String guest = bench().run(
                        bench().spec("guest", Program.RUNS_ON).withHostConfig("NetworkMode", "container:" + lender));

        assertThat(bench().status(guest).borrowed())
                .containsExactly(new ContainerReference(
                        ContainerReference.Kind.NETWORK, bench().status(lender).id()));
        assertThat(bench().status(lender).borrowed()).isEmpty();
        bench().remove(guest);
    }

    @Test
    default void required_c72_what_a_container_mounts_of_another_does_not_count_among_its_own_places() {
        String lender = bench().create(withVolume(bench().spec("lender", Program.RUNS_ON), "/shared"));
        String guest = bench().create(withVolume(bench().spec("guest", Program.RUNS_ON), "/own")
                .withHostConfig("VolumesFrom", List.of(lender)));

        assertThat(bench().observed(guest).mounts())
                .extracting(ObservedMount::target)
                .containsExactlyInAnyOrder("/own", "/shared");
        assertThat(bench().observed(guest).mounts())
                .contains(bench().observed(lender).mounts().get(0));
        assertThat(bench().inspection(guest)
                        .object("Config")
                        .object("Volumes")
                        .members()
                        .keySet())
                .isEqualTo(differs(Difference.HIDES_OWN_VOLUMES) ? Set.of() : Set.of("/own"));
        bench().remove(guest);
    }

    private static ContainerSpec withVolume(ContainerSpec spec, String target) {
        return spec.withConfig("Volumes", Map.of(target, Map.of()));
    }

    @Test
    default void required_c73_running_containers_swap_their_names() {
        String one = bench().run("one", Program.RUNS_ON);
        String other = bench().run("other", Program.RUNS_ON);
        String first = bench().status(one).id();
        String second = bench().status(other).id();

        bench().perform(new Action.RenameContainer(first, bench().name("aside")));
        bench().perform(new Action.RenameContainer(second, one));
        bench().perform(new Action.RenameContainer(first, other));

        assertThat(bench().status(one).id()).isEqualTo(second);
        assertThat(bench().status(other).id()).isEqualTo(first);
        assertThat(bench().state(first)).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    default void required_c74_what_is_made_again_from_its_inspection_is_as_it_was() {
        String network = bench().network("lab");
        ContainerSpec spec = Bench.withNetworks(
                        withVolume(bench().spec("web", Program.RUNS_ON), "/scratch"),
                        List.of(new NetworkAttachment(
                                network,
                                ApiObject.of(Map.of("Aliases", List.of("www"), "MacAddress", "02:42:ac:11:00:99")))))
                .withConfig("Env", List.of("PLACE=here"))
                .withConfig("ExposedPorts", Map.of("7000/tcp", Map.of()))
                .withHostConfig("Binds", List.of(bench().volume("data") + ":/data"))
                .withHostConfig("Memory", 64L << 20)
                .withHostConfig("RestartPolicy", Map.of("Name", "unless-stopped"));
        ObservedContainer before = bench().observed(bench().run(spec));
        bench().stop(spec.name());
        bench().perform(new Action.RemoveContainer(spec.name(), false));

        bench().run(LiveContainer.asked(before, List.of()));

        ObservedContainer again = bench().observed(spec.name());
        assertThat(again.id()).isNotEqualTo(before.id());
        assertThat(again.labels()).containsAllEntriesOf(spec.labels());
        assertThat(again.mounts()).containsExactlyInAnyOrderElementsOf(before.mounts());
        assertThat(bench().differences(spec)).isEmpty();
        assertThat(bench().differences(LiveContainer.asked(before, List.of()))).isEmpty();
        isAsItWasWhenMadeAgain(guest("NetworkMode", spec.name()));
    }

    private void isAsItWasWhenMadeAgain(ContainerSpec spec) {
        ObservedContainer before = bench().observed(bench().run(spec));
        bench().remove(spec.name());

        bench().run(LiveContainer.asked(before, List.of()));

        assertThat(bench().differences(spec.withHostConfig(
                        "NetworkMode",
                        before.inspection()
                                .orElseThrow()
                                .object("HostConfig")
                                .string("NetworkMode")
                                .orElseThrow())))
                .isEmpty();
        bench().remove(spec.name());
    }

    @Test
    default void required_c75_a_volume_shows_the_options_that_it_was_made_with() {
        Map<String, Object> options = Map.of("type", "tmpfs", "device", "tmpfs", "o", "nodev");
        VolumeSpec spec = new VolumeSpec(
                bench().name("memory"), Map.of(), ApiObject.of(Map.of("Driver", "local", "DriverOpts", options)));
        bench().perform(new Action.CreateVolume(spec));

        ObservedVolume made = bench().observe().volume(spec.name()).orElseThrow();

        assertThat(made.settings().string("Driver")).contains("local");
        assertThat(made.settings().object("Options").members()).containsAllEntriesOf(options);
    }
}
