package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.NetworkSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Networks and the places of containers in them. */
interface NetworkClauses extends Clauses {
    ApiObject SUBNET = ApiObject.of(Map.of("IPAM", Map.of("Config", List.of(Map.of("Subnet", "10.231.217.0/24")))));

    @Test
    default void required_c50_a_network_is_made_once_and_keeps_its_labels() {
        Action create = new Action.CreateNetwork(
                new NetworkSpec(bench().name("net"), Map.of("colour", "blue"), ApiObject.EMPTY));

        assertThat(bench().perform(create)).isEqualTo(Effect.DONE);
        assertThat(bench().perform(create)).isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().observe().networks())
                .filteredOn(network -> network.name().equals(bench().name("net")))
                .singleElement()
                .extracting(ObservedNetwork::labels)
                .isEqualTo(Map.of("colour", "blue"));
    }

    @Test
    default void required_c51_removing_an_absent_network_is_already_so() {
        assertThat(bench().perform(new Action.RemoveNetwork(bench().name("net"))))
                .isEqualTo(Effect.ALREADY_SO);
    }

    /** The engine itself also takes the beginning of an id for a name. */
    @Test
    default void required_c52_a_network_is_not_taken_for_another_whose_id_begins_so() {
        String name = bench().network("net");
        String id = bench().observe().network(name).orElseThrow().id();

        assertThat(bench().perform(new Action.RemoveNetwork(id.substring(0, 12))))
                .isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().observe().network(name)).isPresent();
        assertThat(bench().perform(new Action.RemoveNetwork(id))).isEqualTo(Effect.DONE);
    }

    @Test
    default void required_c53_a_network_with_a_running_container_cannot_be_removed() {
        String network = bench().network("net");
        String web = bench().run(Bench.withNetworks(
                bench().spec("web", Program.RUNS_ON), List.of(new NetworkAttachment(network, ApiObject.EMPTY))));

        assertThat(bench().refused(new Action.RemoveNetwork(network)).kind()).isEqualTo(Kind.CONFLICT);
        bench().stop(web);
        bench().remove(web);
        assertThat(bench().perform(new Action.RemoveNetwork(network))).isEqualTo(Effect.DONE);
    }

    @Test
    default void required_c54_a_container_is_in_all_its_networks_when_it_is_created() {
        String front = bench().network("front");
        String back = bench().network("back");
        ApiObject named = ApiObject.of(Map.of("Aliases", List.of("www")));
        String web = bench().create(Bench.withNetworks(
                bench().spec("web", Program.RUNS_ON),
                List.of(new NetworkAttachment(front, named), new NetworkAttachment(back, ApiObject.EMPTY))));

        assertThat(bench().observed(web).networks()).containsOnlyKeys(front, back);
        bench().start(web);
        ApiObject networks = bench().inspection(web).object("NetworkSettings").object("Networks");
        assertThat(networks.object(front).strings("Aliases")).contains("www");
        String id = bench().observe().network(back).orElseThrow().id();
        assertThat(networks.object(back).string("NetworkID"))
                .contains(differs(Difference.SHOWS_NETWORKS_BY_NAME) ? back : id);
    }

    @Test
    default void required_c55_creating_in_an_absent_second_network_leaves_nothing_behind() {
        String front = bench().network("front");
        Action create = new Action.CreateContainer(Bench.withNetworks(
                bench().spec("web", Program.RUNS_ON),
                List.of(
                        new NetworkAttachment(front, ApiObject.EMPTY),
                        new NetworkAttachment(bench().name("nowhere"), ApiObject.EMPTY))));

        assertThat(bench().refused(create).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(bench().engine.status(bench().name("web"))).isEmpty();
    }

    @Test
    default void required_c56_a_running_container_joins_and_leaves_a_network() {
        String net = bench().network("net");
        String web = bench().run("web", Program.RUNS_ON);
        Action connect = new Action.ConnectNetwork(web, new NetworkAttachment(net, ApiObject.EMPTY));
        Action disconnect = new Action.DisconnectNetwork(web, net);

        assertThat(bench().perform(connect)).isEqualTo(Effect.DONE);
        assertThat(bench().perform(connect)).isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().observed(web).networks()).containsKey(net);
        assertThat(bench().perform(disconnect)).isEqualTo(Effect.DONE);
        assertThat(bench().perform(disconnect)).isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().observed(web).networks()).doesNotContainKey(net);
        assertThat(bench().state(web)).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    default void required_c220_the_status_tells_the_networks_that_a_container_is_in_until_it_is_taken_off() {
        String net = bench().network("net");
        String other = bench().network("other");
        String web = bench().run(Bench.withNetworks(
                bench().spec("web", Program.RUNS_ON),
                List.of(new NetworkAttachment(net, ApiObject.EMPTY), new NetworkAttachment(other, ApiObject.EMPTY))));
        String id = bench().observe().network(net).orElseThrow().id();

        assertThat(bench().status(web).networks()).containsOnlyKeys(net, other);
        assertThat(bench().status(web).networks().get(net))
                .as("its id, or on Podman its name")
                .isIn(id, net);
        assertThat(bench().perform(new Action.DisconnectNetwork(web, net))).isEqualTo(Effect.DONE);
        assertThat(bench().status(web).networks()).containsOnlyKeys(other);
    }

    @Test
    default void required_c59_who_joins_a_network_anew_has_other_names_in_it_and_runs_on() {
        String net = bench().network("net");
        String web = bench().run(Bench.withNetworks(
                bench().spec("web", Program.RUNS_ON), List.of(new NetworkAttachment(net, ApiObject.EMPTY))));
        Action named = new Action.ReconnectNetwork(
                web, new NetworkAttachment(net, ApiObject.of(Map.of("Aliases", List.of("www", "app")))));
        Action unnamed = new Action.ReconnectNetwork(web, new NetworkAttachment(net, ApiObject.EMPTY));

        assertThat(bench().perform(named)).isEqualTo(Effect.DONE);
        assertThat(bench().perform(named)).isEqualTo(Effect.DONE);
        assertThat(names(web, net)).contains("www", "app");
        assertThat(bench().perform(unnamed)).isEqualTo(Effect.DONE);
        assertThat(names(web, net)).doesNotContain("www", "app");
        assertThat(bench().state(web)).isEqualTo(ContainerState.RUNNING);
        bench().stop(web);
        assertThat(bench().perform(named)).isEqualTo(Effect.DONE);
        bench().start(web);
        assertThat(names(web, net)).contains("www", "app");
    }

    private List<String> names(String container, String network) {
        return bench().inspection(container)
                .object("NetworkSettings")
                .object("Networks")
                .object(network)
                .strings("Aliases");
    }

    /** Which two containers have the same hardware address is no engine's business. */
    @Test
    default void required_c87_a_fixed_address_that_is_taken_is_a_conflict_at_start() {
        String net = bench().name("net");
        bench().perform(new Action.CreateNetwork(new NetworkSpec(net, Map.of(), SUBNET)));
        NetworkAttachment fixed =
                new NetworkAttachment(net, ApiObject.of(Map.of("IPAMConfig", Map.of("IPv4Address", "10.231.217.9"))));
        String first = bench().run(Bench.withNetworks(bench().spec("first", Program.RUNS_ON), List.of(fixed)));
        String second = bench().create(Bench.withNetworks(bench().spec("second", Program.RUNS_ON), List.of(fixed)));

        assertThat(bench().refused(new Action.StartContainer(second)).kind()).isEqualTo(Kind.CONFLICT);
        assertThat(bench().state(second).isRunning()).isFalse();
        bench().stop(first);
        bench().start(second);
        assertThat(bench().state(second)).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    default void required_c57_joining_an_absent_network_is_not_found() {
        String web = bench().run("web", Program.RUNS_ON);
        NetworkAttachment nowhere = new NetworkAttachment(bench().name("nowhere"), ApiObject.EMPTY);

        assertThat(bench().refused(new Action.ConnectNetwork(web, nowhere)).kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    /** A network that only containers that do not run are in can be removed under them. */
    @Test
    default void required_c58_what_was_made_for_a_network_that_is_gone_cannot_be_started() {
        String net = bench().network("net");
        String web = bench().create(Bench.withNetworks(
                bench().spec("web", Program.RUNS_ON), List.of(new NetworkAttachment(net, ApiObject.EMPTY))));
        Action remove = new Action.RemoveNetwork(net);

        if (differs(Difference.KEEPS_NETWORKS_OF_WHAT_IS_DOWN)) {
            assertThat(bench().refused(remove).kind()).isEqualTo(Kind.CONFLICT);
        } else {
            assertThat(bench().perform(remove)).isEqualTo(Effect.DONE);
            assertThat(bench().refused(new Action.StartContainer(web)).kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(bench().state(web).isRunning()).isFalse();
        }
    }
}
