package io.homelabhub.desired.translate;

import static io.homelabhub.desired.translate.Models.translator;
import static io.homelabhub.desired.translate.Models.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkingTests {
    private static final String NETWORKS = """
            networks:
              a: {name: lab_a}
              b: {name: other}
              c: {name: lab_c}
            """;

    private static ContainerSpec container(String services, String name) {
        return translator("services:\n" + services.indent(2) + NETWORKS)
                .service(name)
                .containers()
                .get(0);
    }

    @Test
    void the_network_of_the_highest_priority_comes_first_then_by_name() {
        ContainerSpec web = container("web: {image: i, networks: {c: null, b: {priority: 10}, a: {}}}", "web");
        assertThat(web.networks()).extracting(NetworkAttachment::network).containsExactly("other", "lab_a", "lab_c");
        assertThat(web.hostConfig().string("NetworkMode")).contains("other");
    }

    @Test
    void an_endpoint_carries_names_addresses_and_options() {
        ContainerSpec web = container("""
                web:
                  image: i
                  container_name: www
                  mac_address: 02:00:00:00:00:01
                  networks:
                    a:
                      aliases: [x, y]
                      ipv4_address: 10.0.0.5
                      ipv6_address: fd00::5
                      link_local_ips: [169.254.1.1]
                      driver_opts: {k: 1}
                      interface_name: eth9
                      gw_priority: 7
                """, "web");
        assertThat(web.networks()).containsExactly(new NetworkAttachment("lab_a", tree("""
                                        Aliases: [www, web, x, y]
                                        IPAMConfig: {IPv4Address: 10.0.0.5, IPv6Address: 'fd00::5', LinkLocalIPs: [169.254.1.1]}
                                        DriverOpts: {k: '1', com.docker.network.endpoint.ifname: eth9}
                                        GwPriority: 7
                                        MacAddress: 02:00:00:00:00:01
                                        """)));
    }

    @Test
    void a_mode_replaces_networks() {
        ContainerSpec host = container("web: {image: i, network_mode: host}", "web");
        assertThat(host.networks()).isEmpty();
        assertThat(host.hostConfig().string("NetworkMode")).contains("host");
        assertThat(container("web: {image: i}", "web").hostConfig().string("NetworkMode"))
                .contains("none");
    }

    @Test
    void a_namespace_of_a_service_is_that_of_its_first_container() {
        ContainerSpec web = container("""
                vpn: {image: i, container_name: tunnel}
                db: {image: i}
                web: {image: i, network_mode: 'service:vpn', ipc: 'service:db', pid: 'container:x', volumes_from: ['db:ro', 'container:y:ro']}
                """, "web");
        assertThat(web.hostConfig().string("NetworkMode")).contains("container:tunnel");
        assertThat(web.hostConfig().string("IpcMode")).contains("container:lab-db-1");
        assertThat(web.hostConfig().string("PidMode")).contains("container:x");
        assertThat(web.hostConfig().strings("VolumesFrom")).containsExactly("lab-db-1", "y");
    }

    @Test
    void a_link_gives_three_names_to_each_container_of_the_other() {
        ContainerSpec web = container("""
                db: {image: i, scale: 2}
                web: {image: i, links: ['db:store'], external_links: ['old:legacy', plain], networks: {a: null}}
                """, "web");
        assertThat(web.hostConfig().strings("Links"))
                .containsExactly(
                        "lab-db-1:store",
                        "lab-db-1:db-1",
                        "lab-db-1:lab-db-1",
                        "lab-db-2:store",
                        "lab-db-2:db-1",
                        "lab-db-2:lab-db-1",
                        "old:legacy",
                        "plain:plain");
        assertThat(web.networks().get(0).endpoint().strings("Links"))
                .isEqualTo(web.hostConfig().strings("Links"));
    }

    @Test
    void every_replica_has_its_number() {
        assertThat(translator("services: {web: {image: i, deploy: {replicas: 3}}}")
                        .service("web")
                        .containers())
                .extracting(ContainerSpec::name, spec -> spec.labels().get("com.docker.compose.container-number"))
                .containsExactly(tuple("lab-web-1", "1"), tuple("lab-web-2", "2"), tuple("lab-web-3", "3"));
    }

    @Test
    void two_addresses_for_one_network_are_a_problem() {
        Translator translator = translator("services: {web: {image: i, mac_address: '02:00:00:00:00:01',"
                + " networks: {a: {mac_address: '02:00:00:00:00:02'}}}}\n" + NETWORKS);
        translator.service("web");
        assertThat(translator.problems()).extracting(Problem::path).containsExactly("services.web.mac_address");
    }

    @Test
    void a_network_carries_its_driver_and_addresses() {
        DesiredNetwork network = translator("""
                        networks:
                          a:
                            name: lab_a
                            driver: bridge
                            driver_opts: {com.docker.network.bridge.name: br9, mtu: 1400}
                            internal: true
                            attachable: true
                            enable_ipv6: false
                            labels: {x: y}
                            ipam:
                              driver: default
                              config:
                              - {subnet: 10.0.0.0/24, gateway: 10.0.0.1, ip_range: 10.0.0.128/25, aux_addresses: {h: 10.0.0.2}}
                        """).network("a");
        assertThat(network.external()).isFalse();
        assertThat(network.spec().name()).isEqualTo("lab_a");
        assertThat(network.spec().labels())
                .isEqualTo(Map.of(
                        "x", "y",
                        "com.docker.compose.project", "lab",
                        "com.docker.compose.version", "2.40.3",
                        "com.docker.compose.network", "a",
                        "com.docker.compose.config-hash", "hash-of-network-a"));
        assertThat(network.spec().settings()).isEqualTo(tree("""
                                Driver: bridge
                                Options: {com.docker.network.bridge.name: br9, mtu: '1400'}
                                Internal: true
                                Attachable: true
                                EnableIPv6: false
                                IPAM:
                                  Driver: default
                                  Config:
                                  - {Subnet: 10.0.0.0/24, Gateway: 10.0.0.1, IPRange: 10.0.0.128/25, AuxiliaryAddresses: {h: 10.0.0.2}}
                                """));
    }

    @Test
    void external_networks_and_volumes_are_names_alone() {
        Translator translator = translator("""
                networks: {a: {name: shared, external: true, ipam: {}}}
                volumes: {d: {name: kept, external: true}}
                """);
        assertThat(translator.network("a").external()).isTrue();
        assertThat(translator.network("a").spec().name()).isEqualTo("shared");
        assertThat(translator.network("a").spec().labels()).isEmpty();
        assertThat(translator.volume("d").external()).isTrue();
        assertThat(translator.volume("d").spec().labels()).isEmpty();
    }

    @Test
    void a_volume_carries_its_driver_and_options() {
        DesiredVolume volume = translator(
                        "volumes: {d: {name: lab_d, driver: local, driver_opts: {type: tmpfs, o: size=1m}, labels: {x: y}}}")
                .volume("d");
        assertThat(volume.spec().settings()).isEqualTo(tree("{Driver: local, DriverOpts: {type: tmpfs, o: size=1m}}"));
        assertThat(volume.spec().labels())
                .containsEntry("x", "y")
                .containsEntry("com.docker.compose.volume", "d")
                .containsEntry("com.docker.compose.config-hash", "hash-of-volume-d");
    }
}
