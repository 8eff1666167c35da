package io.homelabhub.desired.translate;

import static io.homelabhub.desired.translate.Models.tree;
import static io.homelabhub.desired.translate.Models.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTests {
    @Test
    void a_service_that_says_only_its_image_gets_what_docker_compose_always_says() {
        ContainerSpec web = web("networks: {default: null}");
        assertThat(web.name()).isEqualTo("lab-web-1");
        assertThat(web.image()).isEqualTo("busybox");
        assertThat(web.config()).isEqualTo(tree("{AttachStdout: true, AttachStderr: true}"));
        assertThat(web.hostConfig()).isEqualTo(tree("""
                                NetworkMode: lab_default
                                PortBindings: {}
                                ExtraHosts: []
                                OomKillDisable: false
                                RestartPolicy: {Name: '', MaximumRetryCount: 0}
                                """));
        assertThat(web.networks())
                .containsExactly(new NetworkAttachment("lab_default", tree("Aliases: [lab-web-1, web]")));
        assertThat(web.files()).isEmpty();
    }

    @Test
    void labels_are_the_owners_under_those_of_compose() {
        assertThat(web("""
                                labels: {a.b: '1', com.docker.compose.project: stolen}
                                depends_on:
                                  redis: {condition: service_healthy, required: true}
                                  db: {condition: service_started, restart: true, required: true}
                                """).labels())
                .containsExactly(
                        entry("a.b", "1"),
                        entry("com.docker.compose.config-hash", "hash-of-service-web"),
                        entry("com.docker.compose.container-number", "1"),
                        entry("com.docker.compose.depends_on", "db:service_started:true,redis:service_healthy:false"),
                        entry("com.docker.compose.image", ""),
                        entry("com.docker.compose.oneoff", "False"),
                        entry("com.docker.compose.project", "lab"),
                        entry("com.docker.compose.project.config_files", "/srv/lab/compose.yaml"),
                        entry("com.docker.compose.project.working_dir", "/srv/lab"),
                        entry("com.docker.compose.service", "web"),
                        entry("com.docker.compose.version", "2.40.3"));
    }

    private static Map.Entry<String, String> entry(String key, String value) {
        return Map.entry(key, value);
    }

    @Test
    void an_empty_command_takes_the_images_own_away_and_null_leaves_it() {
        assertThat(web("command: []\nentrypoint: null").config())
                .isEqualTo(tree("{Cmd: [], AttachStdout: true, AttachStderr: true}"));
    }

    @Test
    void a_variable_without_value_is_named_alone() {
        assertThat(web("environment: {B: null, A: '', C: a=b}").config().strings("Env"))
                .containsExactly("A=", "B", "C=a=b");
    }

    @Test
    void ports_are_exposed_and_bound_in_their_order() {
        ContainerSpec web = web("""
                expose: ['9000', 53/udp]
                ports:
                - {mode: ingress, target: 80, published: '8080', protocol: tcp, host_ip: 127.0.0.1}
                - {mode: ingress, target: 80, published: 8000-8010, protocol: tcp}
                - {mode: ingress, target: 90, protocol: udp}
                """);
        assertThat(web.config().object("ExposedPorts"))
                .isEqualTo(tree("{'9000': {}, 53/udp: {}, 80/tcp: {}, 90/udp: {}}"));
        assertThat(web.hostConfig().object("PortBindings")).isEqualTo(tree("""
                                80/tcp:
                                - {HostIp: 127.0.0.1, HostPort: '8080'}
                                - {HostIp: '', HostPort: 8000-8010}
                                90/udp:
                                - {HostIp: '', HostPort: ''}
                                """));
    }

    @Test
    void a_range_of_exposed_ports_comes_to_each_of_them() {
        assertThat(web("expose: ['8000-8002', 53-54/UDP]").config().object("ExposedPorts"))
                .isEqualTo(tree("{53/udp: {}, 54/udp: {}, 8000/tcp: {}, 8001/tcp: {}, 8002/tcp: {}}"));
    }

    @Test
    void a_health_check_is_counted_in_nanoseconds() {
        assertThat(web("""
                                healthcheck:
                                  test: [CMD, 'true']
                                  interval: 1m30s
                                  timeout: 1.5s
                                  start_period: 10s
                                  start_interval: 200ms
                                  retries: 5
                                """).config().object("Healthcheck")).isEqualTo(tree("""
                                Test: [CMD, 'true']
                                Interval: 90000000000
                                Timeout: 1500000000
                                StartPeriod: 10000000000
                                StartInterval: 200000000
                                Retries: 5
                                """));
    }

    @Test
    void a_disabled_health_check_is_none() {
        assertThat(web("healthcheck: {disable: true}").config().object("Healthcheck"))
                .isEqualTo(tree("Test: [NONE]"));
    }

    @Test
    void limits_of_deploy_win_over_the_services_own() {
        ApiObject host = web("""
                        mem_limit: '1024'
                        mem_reservation: '512'
                        cpus: 0.5
                        pids_limit: 10
                        deploy:
                          resources:
                            limits: {cpus: 0.1, memory: '2048', pids: 20}
                            reservations: {memory: '256'}
                        """).hostConfig();
        assertThat(host.number("Memory")).isEqualTo(2048);
        assertThat(host.number("MemoryReservation")).isEqualTo(256);
        assertThat(host.number("NanoCpus")).isEqualTo(100_000_000);
        assertThat(host.number("PidsLimit")).isEqualTo(20);
    }

    @Test
    void the_restart_policy_of_deploy_wins_and_any_is_always() {
        assertThat(web("restart: on-failure:3").hostConfig().object("RestartPolicy"))
                .isEqualTo(tree("{Name: on-failure, MaximumRetryCount: 3}"));
        assertThat(web("restart: 'no'\ndeploy: {restart_policy: {condition: any}}")
                        .hostConfig()
                        .object("RestartPolicy"))
                .isEqualTo(tree("{Name: always, MaximumRetryCount: 0}"));
    }

    @Test
    void devices_of_the_container_device_interface_are_requested_and_others_mapped() {
        ApiObject host = web("""
                        devices:
                        - {source: /dev/null, target: /dev/n, permissions: rwm}
                        - {source: vendor.com/gpu=all, target: vendor.com/gpu=all, permissions: rwm}
                        gpus:
                        - {count: -1}
                        """).hostConfig();
        assertThat(host.objects("Devices"))
                .containsExactly(tree("{PathOnHost: /dev/null, PathInContainer: /dev/n, CgroupPermissions: rwm}"));
        assertThat(host.objects("DeviceRequests"))
                .containsExactly(
                        tree("{Driver: cdi, DeviceIDs: [vendor.com/gpu=all]}"),
                        tree("{Count: -1, Capabilities: [[gpu]]}"));
    }

    @Test
    void one_number_is_both_limits() {
        assertThat(web("ulimits: {nproc: 10, nofile: {soft: 1, hard: 2}}")
                        .hostConfig()
                        .objects("Ulimits"))
                .containsExactly(tree("{Name: nofile, Soft: 1, Hard: 2}"), tree("{Name: nproc, Soft: 10, Hard: 10}"));
    }

    @Test
    void false_is_not_the_engines_own_choice_of_init() {
        assertThat(web("init: false").hostConfig().get("Init")).isEqualTo(false);
        assertThat(web("").hostConfig().members()).doesNotContainKey("Init");
    }

    @Test
    void unconfined_system_paths_become_empty_masks() {
        ApiObject host = web("security_opt: [systempaths=unconfined, no-new-privileges:true, label:disable]")
                .hostConfig();
        assertThat(host.strings("SecurityOpt")).containsExactly("no-new-privileges:true", "label:disable");
        assertThat(host.get("MaskedPaths")).isEqualTo(List.of());
        assertThat(host.get("ReadonlyPaths")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "{type: volume; source: data; target: /d; volume: {}},                      lab_data:/d:rw",
        "{type: volume; source: data; target: /d; read_only: true},                 lab_data:/d:ro",
        "{type: bind; source: /a; target: /d; bind: {create_host_path: true}},      /a:/d:rw",
        "{type: bind; source: /a; target: /d},                                      /a:/d:rw",
        "{type: bind; source: /a; target: /d; bind: {}},                            /a:/d:rw",
        "{type: bind; source: /a; target: /d; bind: {selinux: z}},                  '/a:/d:rw,z'",
        "{type: bind; source: /a; target: /d; bind: {create_host_path: true; selinux: Z}}, '/a:/d:rw,Z'",
    })
    void what_the_short_form_can_say_is_a_bind(String volume, String bind) {
        ApiObject host = web("volumes: [" + volume.replace(';', ',') + "]").hostConfig();
        assertThat(host.strings("Binds")).containsExactly(bind);
        assertThat(host.objects("Mounts")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{type: volume; target: /d; volume: {}},                       {Type: volume; Target: /d; VolumeOptions: {}}",
        "{type: volume; source: data; target: /d; volume: {nocopy: true}},"
                + " {Type: volume; Source: lab_data; Target: /d; VolumeOptions: {NoCopy: true}}",
        "{type: bind; source: /a; target: /d; bind: {create_host_path: false}},"
                + " {Type: bind; Source: /a; Target: /d; BindOptions: {}}",
        "{type: bind; source: /a; target: /d; bind: {propagation: rslave}},"
                + " {Type: bind; Source: /a; Target: /d; BindOptions: {CreateMountpoint: true; Propagation: rslave}}",
        "{type: bind; source: /a; target: /d; bind: {create_host_path: true; propagation: rslave}},"
                + " {Type: bind; Source: /a; Target: /d; BindOptions: {CreateMountpoint: true; Propagation: rslave}}",
        "{type: bind; source: /a; target: /d; read_only: true; bind: {create_host_path: true; recursive: readonly}},"
                + " {Type: bind; Source: /a; Target: /d; ReadOnly: true;"
                + " BindOptions: {CreateMountpoint: true; ReadOnlyForceRecursive: true}}",
        "{type: tmpfs; target: /d; tmpfs: {size: '1024'; mode: 511}},"
                + " {Type: tmpfs; Target: /d; TmpfsOptions: {SizeBytes: 1024; Mode: 511}}",
        "{type: image; source: busybox; target: /d; image: {subpath: bin}},"
                + " {Type: image; Source: busybox; Target: /d; ImageOptions: {Subpath: bin}}",
        "{type: npipe; source: //./pipe/x; target: /d},           {Type: npipe; Source: //./pipe/x; Target: /d}",
        "{type: cluster; source: c; target: /d},                   {Type: cluster; Source: c; Target: /d}",
    })
    void what_the_short_form_cannot_say_is_a_mount(String volume, String mount) {
        ApiObject host = web("volumes: [" + volume.replace(';', ',') + "]").hostConfig();
        assertThat(host.objects("Mounts")).containsExactly(tree(mount.replace(';', ',')));
        assertThat(host.strings("Binds")).isEmpty();
    }

    @Test
    void of_two_volumes_at_one_place_the_last_counts() {
        assertThat(web("volumes: [{type: bind, source: /a, target: /d}, {type: bind, source: /b, target: /d}]")
                        .hostConfig()
                        .strings("Binds"))
                .containsExactly("/b:/d:rw");
    }

    @Test
    void settings_that_are_the_same_in_both_keep_their_values() {
        ApiObject host = web("""
                        annotations: {a: b}
                        tmpfs: ['/run:size=1m', /tmp]
                        logging: {driver: json-file, options: {max-size: 1m}}
                        extra_hosts: ['a=1.2.3.4', 'b=::1']
                        shm_size: '1024'
                        oom_score_adj: -5
                        """).hostConfig();
        assertThat(host.object("Annotations")).isEqualTo(tree("a: b"));
        assertThat(host.object("Tmpfs")).isEqualTo(tree("{/run: size=1m, /tmp: ''}"));
        assertThat(host.object("LogConfig")).isEqualTo(tree("{Type: json-file, Config: {max-size: 1m}}"));
        assertThat(host.strings("ExtraHosts")).containsExactly("a:1.2.3.4", "b:::1");
        assertThat(host.number("ShmSize")).isEqualTo(1024);
        assertThat(host.number("OomScoreAdj")).isEqualTo(-5);
    }
}
