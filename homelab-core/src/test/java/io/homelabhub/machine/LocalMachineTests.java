package io.homelabhub.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineInfo;
import io.homelabhub.observed.HostListener;
import io.homelabhub.observed.HostListener.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMachineTests {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    private Path root;

    private LocalMachine machine() {
        return new LocalMachine(root);
    }

    private void file(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private static String row(String local, String state, String inode) {
        return "   0: " + local + " 00000000:0000 " + state + " 00000000:00000000 00:00000000 00000000     0        0 "
                + inode + " 1 0000000000000000 100 0 0 10 0\n";
    }

    private void process(String pid, String name, String group, String inode) throws IOException {
        file("proc/" + pid + "/comm", name + "\n");
        file("proc/" + pid + "/cgroup", group + "\n");
        Files.createDirectories(root.resolve("proc/" + pid + "/fd"));
        Files.createSymbolicLink(root.resolve("proc/" + pid + "/fd/3"), Path.of("socket:[" + inode + "]"));
    }

    @Test
    void who_listens_is_told_with_the_service_that_it_was_started_by() throws IOException {
        file("proc/net/tcp", HEADING + row("0100007F:1F90", "0A", "111") + row("0100007F:1F91", "01", "112"));
        process("812", "nginx", "0::/system.slice/nginx.service", "111");

        assertThat(machine().listeners(Set.of(8080, 8081)))
                .containsExactly(
                        new HostListener("127.0.0.1", 8080, "tcp", "process nginx (812, nginx.service)", Kind.PROCESS));
    }

    @Test
    void addresses_of_version_6_and_datagrams_are_read_too() throws IOException {
        file("proc/net/tcp6", HEADING + row("00000000000000000000000000000000:0050", "0A", "1"));
        file("proc/net/udp", HEADING + row("00000000:0035", "07", "2"));

        assertThat(machine().listeners(Set.of(80, 53)))
                .containsExactly(
                        new HostListener("0:0:0:0:0:0:0:0", 80, "tcp", "another process", Kind.UNKNOWN),
                        new HostListener("0.0.0.0", 53, "udp", "another process", Kind.UNKNOWN));
    }

    @Test
    void a_program_in_a_container_is_known_by_its_group() throws IOException {
        file("proc/net/tcp", HEADING + row("00000000:0050", "0A", "7"));
        process("99", "caddy", "0::/system.slice/docker-" + "ab".repeat(32) + ".scope", "7");

        assertThat(machine().listeners(Set.of(80)))
                .extracting(HostListener::kind)
                .containsExactly(Kind.IN_CONTAINER);
    }

    @Test
    void ports_are_the_engines_only_if_its_socket_was_opened_in_this_network() throws IOException {
        Path socket = root.resolve("docker.sock");
        EngineInfo engine = new EngineInfo("unix://" + socket, "Docker", "28.0.0", "1.48");
        assertThat(machine().sharesNetworkWith(engine)).isFalse();

        file(
                "proc/net/unix",
                "Num       RefCount Protocol Flags    Type St Inode Path\n"
                        + "0000000000000000: 00000002 00000000 00010000 0001 01 42 " + socket + "\n");

        assertThat(machine().sharesNetworkWith(engine)).isTrue();
        assertThat(machine().sharesNetworkWith(new EngineInfo("tcp://127.0.0.1:2375", "Docker", "28.0.0", "1.48")))
                .isFalse();
    }

    @Test
    void a_system_that_tells_nothing_has_no_listeners_and_no_memory() {
        assertThat(machine().listeners(Set.of(80))).isEmpty();
        assertThat(machine().availableMemory()).isEmpty();
    }
}
