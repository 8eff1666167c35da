package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.deployment.PlanRefusedException;
import io.homelabhub.doctor.Diagnosis;
import io.homelabhub.doctor.Finding;
import io.homelabhub.doctor.Finding.Consequence;
import io.homelabhub.doctor.Finding.State;
import io.homelabhub.machine.LocalMachine;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees on an engine in memory and a machine that the test makes up. */
class DoctorTests {
    private static final String WEB = """
            name: lab
            services:
              db: {image: "db:1"}
              web:
                image: "web:1"
                ports: ["8080:80"]
                depends_on: [db]
            """;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1).has("db:1", "web:1");

    @TempDir
    private Path folder;

    @TempDir
    private Path root;

    private HomelabRuntime lab(String compose) throws IOException {
        return ComposeFolder.with(compose, folder, engine, clock)
                .machine(new LocalMachine(root))
                .build();
    }

    private List<Finding> findings(String compose, String check) throws IOException {
        try (HomelabRuntime lab = lab(compose)) {
            return lab.doctor(check).findings();
        }
    }

    private Finding finding(String compose, String check) throws IOException {
        return findings(compose, check).stream()
                .filter(finding -> finding.state() != State.OK)
                .findFirst()
                .orElseThrow();
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The engine is this machine's, on which a program listens at port 8080. */
    private void listening(String group) throws IOException {
        Path socket = root.resolve("docker.sock");
        engine.reachedAt("unix://" + socket);
        file("proc/net/unix", "0: 2 0 10000 1 1 42 " + socket + "\n");
        file("proc/net/tcp", "0: 00000000:1F90 00000000:0000 0A 0:0 0:0 0 0 0 777 1\n");
        file("proc/812/comm", "nginx\n");
        file("proc/812/cgroup", group + "\n");
        Files.createDirectories(root.resolve("proc/812/fd"));
        Files.createSymbolicLink(root.resolve("proc/812/fd/3"), Path.of("socket:[777]"));
    }

    @Test
    void where_all_is_well_no_finding_asks_for_anything() throws IOException {
        try (HomelabRuntime lab = lab(WEB)) {
            Diagnosis diagnosis = lab.doctor();

            assertThat(diagnosis.findings()).allMatch(finding -> finding.state() == State.OK);
            assertThat(diagnosis.findings())
                    .allMatch(finding -> finding.remedies().isEmpty());
            assertThat(diagnosis.isWell()).isTrue();
            assertThat(diagnosis.consequence()).isEqualTo(Consequence.NONE);
        }
    }

    @Test
    void nothing_is_changed_and_little_is_asked() throws IOException {
        try (HomelabRuntime lab = lab(WEB)) {
            assertThat(lab.doctor().isWell()).isTrue();
        }
        assertThat(engine.actions()).isEmpty();
        assertThat(engine.calls()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void without_an_engine_it_says_what_it_could_not_look_at() throws IOException {
        engine.troubles().engineIsUnreachable();
        try (HomelabRuntime lab = lab(WEB)) {
            Diagnosis diagnosis = lab.doctor();

            assertThat(diagnosis.consequence()).isEqualTo(Consequence.ENGINE_UNREACHABLE);
            assertThat(diagnosis.findings())
                    .extracting(Finding::check)
                    .contains("engine", "files", "environment", "not looked at");
            assertThat(diagnosis.findings().get(diagnosis.findings().size() - 1).text())
                    .startsWith("networks, ports,")
                    .endsWith("no engine answers");
        }
    }

    @Test
    void with_broken_files_it_says_what_it_could_not_look_at() throws IOException {
        try (HomelabRuntime lab = lab("services: {web: {ports: 7}}")) {
            Diagnosis diagnosis = lab.doctor();

            assertThat(diagnosis.consequence()).isEqualTo(Consequence.INVALID_INPUT);
            assertThat(diagnosis.findings()).extracting(Finding::check).contains("engine", "files", "clock");
            assertThat(diagnosis.findings())
                    .filteredOn(finding -> finding.check().equals("not looked at"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text()).endsWith("the files cannot be used"));
        }
    }

    @Test
    void a_check_that_there_is_not_is_refused() throws IOException {
        try (HomelabRuntime lab = lab(WEB)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lab.doctor("prots"))
                    .withMessageContaining("ports");
        }
    }

    @Test
    void a_port_of_a_program_is_told_with_the_service_to_stop() throws IOException {
        listening("0::/system.slice/nginx.service");

        Finding finding = finding(WEB, "ports");

        assertThat(finding.state()).isEqualTo(State.PROBLEM);
        assertThat(finding.text())
                .isEqualTo("service web publishes 8080/tcp, which process nginx (812, nginx.service) has");
        assertThat(finding.remedies()).containsExactly("sudo systemctl stop nginx.service   # or publish another port");
    }

    @Test
    void a_deploy_is_refused_before_anything_is_done_if_a_program_has_its_port() throws IOException {
        listening("0::/system.slice/nginx.service");
        try (HomelabRuntime lab = lab(WEB)) {
            assertThatThrownBy(() -> lab.plan("web").apply())
                    .isInstanceOf(PlanRefusedException.class)
                    .hasMessage("deploy web did not start: web needs a port that is taken by process nginx (812,"
                            + " nginx.service): 8080/tcp");
        }
        assertThat(engine.actions()).isEmpty();
    }

    @Test
    void what_listens_here_is_in_nobodys_way_if_the_socket_leads_to_another_machine() throws IOException {
        listening("0::/system.slice/nginx.service");
        file("proc/meminfo", "MemTotal:       1 kB\n");
        try (HomelabRuntime lab = lab(WEB)) {
            assertThat(lab.plan("web").plan().isRefused()).isFalse();
            assertThat(lab.doctor("ports").isWell()).isTrue();
        }
    }

    @Test
    void a_service_in_the_hosts_network_is_not_in_its_own_way() throws IOException {
        listening("0::/system.slice/docker-" + "ab".repeat(32) + ".scope");
        try (HomelabRuntime lab = lab(WEB.replace("image: \"web:1\"", "image: \"web:1\"\n    network_mode: host"))) {
            assertThat(lab.plan("web").plan().isRefused()).isFalse();
            assertThat(lab.doctor("ports").isWell()).isTrue();
        }
    }

    @Test
    void a_socket_whose_path_is_none_here_harms_no_plan() throws IOException {
        listening("0::/system.slice/nginx.service");
        file("proc/net/unix", "0: 2 0 10000 1 1 42 /run/a\0b\n");
        try (HomelabRuntime lab = lab(WEB)) {
            assertThat(lab.plan("web").plan().isRefused()).isFalse();
        }
    }

    @Test
    void what_the_project_has_published_itself_is_no_program_in_its_way() throws IOException {
        try (HomelabRuntime lab = lab(WEB)) {
            ApplyResult unused = lab.plan("all").apply();
            listening("0::/system.slice/docker.service");

            assertThat(lab.doctor("ports").isWell()).isTrue();
            assertThat(lab.plan("all").plan().isRefused()).isFalse();
            lab(WEB.replace("web:1", "web:2"));
            engine.has("web:2");
            assertThat(lab.plan("all").plan().isRefused()).isFalse();
        }
    }

    @Test
    void a_program_in_a_container_may_be_about_to_go_and_refuses_no_deploy() throws IOException {
        listening("0::/system.slice/docker-" + "ab".repeat(32) + ".scope");
        try (HomelabRuntime lab = lab(WEB)) {
            assertThat(lab.plan("web").plan().isRefused()).isFalse();
            assertThat(lab.doctor("ports").isWell()).isFalse();
        }
    }

    @Test
    void a_port_of_another_container_is_told_with_whose_it_is() throws IOException {
        engine.given("shop-web-1")
                .image("web:1")
                .madeByCompose("shop", "web", "x")
                .publishing(8080, 80)
                .running();

        Finding finding = finding(WEB, "ports");

        assertThat(finding.text())
                .isEqualTo("service web publishes 8080/tcp, which container shop-web-1 of project shop has");
        assertThat(finding.remedies()).containsExactly("docker stop shop-web-1   # or publish another port");
    }

    @Test
    void a_network_that_others_have_to_make_is_missed() throws IOException {
        String compose =
                "name: lab\nservices: {db: {image: 'db:1', networks: [n]}}\nnetworks: {n: {external: true, name: homelab}}\n";

        assertThat(finding(compose, "networks").remedies()).containsExactly("docker network create homelab");

        engine.set(new Action.CreateNetwork(new NetworkSpec("homelab", Map.of(), ApiObject.EMPTY)));
        assertThat(findings(compose, "networks")).containsExactly(Finding.ok("networks", "homelab"));
    }

    @Test
    void a_network_that_somebody_else_has_made_is_told() throws IOException {
        engine.set(new Action.CreateNetwork(
                new NetworkSpec("lab_default", Map.of(ComposeLabels.PROJECT, "shop"), ApiObject.EMPTY)));

        Finding finding = finding(WEB, "networks");

        assertThat(finding.state()).isEqualTo(State.WARNING);
        assertThat(finding.text()).startsWith("network lab_default was made for project shop");
    }

    @Test
    void an_image_that_no_registry_has_is_told_and_one_that_can_be_had_is_not() throws IOException {
        engine.registry().lacks("gone:1");
        String compose = "name: lab\nservices: {a: {image: 'gone:1'}, b: {image: 'there:1'}}\n";

        List<Finding> findings = findings(compose, "images");

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(State.PROBLEM);
            assertThat(finding.text()).startsWith("the image gone:1 of a is not to be had: ");
        });
    }

    @Test
    void an_image_that_is_never_pulled_has_to_be_there() throws IOException {
        assertThat(finding("name: lab\nservices: {a: {image: 'mine:1', pull_policy: never}}\n", "images")
                        .text())
                .isEqualTo("service a never pulls mine:1, and the engine does not have it");
    }

    @Test
    void a_clock_that_is_wrong_is_told() throws IOException {
        engine.troubles().clockIsAhead(Duration.ofMinutes(-3));

        assertThat(finding(WEB, "clock").text()).isEqualTo("the engine's clock is 3 min behind this machine's");
    }

    @Test
    void more_processors_than_there_are_keep_a_container_from_being_made() throws IOException {
        Finding finding = finding("name: lab\nservices: {db: {image: 'db:1', cpus: 8}}\n", "resources");

        assertThat(finding.state()).isEqualTo(State.PROBLEM);
        assertThat(finding.text()).contains("service db may use 8.0 processors, and the host has 4");
    }

    @Test
    void more_memory_than_there_is_may_cost_a_container_its_life() throws IOException {
        Finding finding = finding("name: lab\nservices: {db: {image: 'db:1', mem_limit: 6g, scale: 2}}\n", "resources");

        assertThat(finding.state()).isEqualTo(State.WARNING);
        assertThat(finding.text()).contains("services may use 12.0 GiB of memory together, and the host has 7.5 GiB");
    }

    @Test
    void what_is_deployed_and_has_ended_is_told_with_its_last_words_but_not_with_a_secret() throws IOException {
        String compose =
                WEB.replace("{image: \"db:1\"}", "{image: \"db:1\", environment: {DB_PASSWORD: hunter2-hunter2}}");
        try (HomelabRuntime lab = lab(compose)) {
            ApplyResult unused = lab.plan("all").apply();
        }
        engine.writes("lab-db-1", "starting", "refused: hunter2-hunter2, Permission denied");
        engine.troubles().dies("lab-db-1", 3);

        List<Finding> findings = findings(compose, "services");

        assertThat(findings)
                .extracting(Finding::text)
                .contains(
                        "service db: lab-db-1 has ended with 3, as it may not write. Its last words: refused: (secret),"
                                + " Permission denied",
                        "service web needs db, which does not run");
        assertThat(findings)
                .flatExtracting(Finding::remedies)
                .contains("homelab logs db --tail 50", "homelab deploy web");
    }

    @Test
    void a_key_that_the_engine_does_not_know_is_told() throws IOException {
        String compose =
                "name: lab\nservices: {db: {image: 'db:1', networks: {n: {gw_priority: 1}}}}\nnetworks: {n: }\n";

        assertThat(finding(compose, "features").text())
                .startsWith("services.db.networks.n.gw_priority (")
                .endsWith("the engine speaks 1.41");
    }

    @Test
    void an_env_file_with_secrets_is_nobodys_business() throws IOException {
        Path env = folder.resolve(".env");
        Files.writeString(env, "PASSWORD=x1234567\n");
        Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(finding(WEB, "env file").remedies()).containsExactly("chmod 600 " + env);

        Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-------"));
        assertThat(findings(WEB, "env file")).allMatch(finding -> finding.state() == State.OK);
    }

    @Test
    void keys_and_clear_text_that_git_would_take_are_told() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve("keys.txt"), "# a comment\nAGE-SECRET-KEY-1" + "Q".repeat(58) + "\n");
        Files.writeString(folder.resolve("base.enc.yaml"), "a: ENC[AES256_GCM,data:x]\nsops: {}\n");
        Files.writeString(folder.resolve("base.yaml"), "a: clear\n");
        Files.writeString(folder.resolve("tls.pem"), "-----BEGIN RSA PRIVATE KEY-----\n");
        Files.writeString(folder.resolve(".gitignore"), "*.pem\n");

        assertThat(findings(WEB, "git"))
                .extracting(Finding::text)
                .containsExactly(
                        "base.yaml holds the clear text of base.enc.yaml, and git does not ignore it",
                        "keys.txt holds a private key, and git does not ignore it");
    }

    @Test
    void a_folder_that_the_containers_user_may_not_write_to_is_told() throws IOException {
        listening("0::/");
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

        Finding finding = finding(
                "name: lab\nservices: {db: {image: 'db:1', user: '54321:54321', volumes: ['./data:/d']}}\n", "mounts");

        assertThat(finding.text()).startsWith("service db runs as user 54321, which may not write to " + data);
        assertThat(finding.remedies()).containsExactly("sudo chown -R 54321:54321 " + data);
    }
}
