package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineException;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.FakeHosts;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two machines: this one, and one behind ssh. */
class HostsCommandTests {
    private static final String BOTH = """
            hosts:
              # the machine under the desk
              here: {endpoint: unix:///var/run/docker.sock, address: 10.0.0.1}
              nas:
                endpoint: ssh://ann@10.0.0.2
                address: 10.0.0.2
                labels: {disk: big}
            """;

    @TempDir
    Path folder = Path.of("set by JUnit");

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine local = new FakeEngine(clock, 1);
    private final FakeEngine remote = new FakeEngine(clock, 2);
    private final FakeHosts hosts =
            new FakeHosts().with("unix:///var/run/docker.sock", local).with("ssh://ann@10.0.0.2", remote);

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        Files.writeString(
                folder.resolve("compose.yaml"), "name: lab\nservices: {bot: {image: bot:1}, db: {image: db:1}}\n");
        local.has("bot:1", "db:1");
        remote.has("bot:1", "db:1");
    }

    private void named(String text) throws IOException {
        Files.writeString(file(), text);
    }

    private Path file() {
        return folder.resolve("orchestration/hosts.yaml");
    }

    private Typed.Outcome type(String line) {
        return new Typed().in(folder).on(hosts, clock).type(line);
    }

    @Test
    void a_list_shows_what_is_written_and_asks_no_engine() throws IOException {
        named(BOTH);
        hosts.lost("ssh://ann@10.0.0.2", new EngineException(EngineException.Kind.OTHER, "asked"));

        Typed.Outcome list = type("hosts list");

        assertThat(list.code()).isZero();
        assertThat(list.out()).containsPattern("nas +ssh://ann@10.0.0.2 +10.0.0.2 +disk=big");
        assertThat(type("hosts list -q").out()).isEqualTo("here\nnas\n");
        assertThat(type("hosts list --format json").out()).contains("\"address\" : \"10.0.0.1\"");
    }

    @Test
    void a_deploy_goes_to_the_host_that_is_named_and_says_so() throws IOException {
        named(BOTH);

        Typed.Outcome deploy = type("deploy bot --host=nas --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isZero();
        assertThat(deploy.err()).contains("deploy bot on nas (");
        assertThat(remote.running()).contains("lab-bot-1");
        assertThat(local.running()).isEmpty();
        assertThat(type("plan bot --host=nas").out()).contains(" on nas at ");
    }

    @Test
    void what_to_type_next_is_about_the_same_host() throws IOException {
        named(BOTH);
        remote.image("bot:1").exitsAfter(Duration.ZERO, 3);

        Typed.Outcome deploy = type("deploy bot --host=nas --progress quiet");

        assertThat(deploy.code()).isEqualTo(6);
        assertThat(deploy.err()).contains("homelab --host=nas deploy bot");
    }

    @Test
    void a_name_of_hosts_comes_before_a_context_and_both_before_an_error() throws IOException {
        named(BOTH);
        FakeEngine context = new FakeEngine(clock, 3).has("bot:1");
        hosts.known("nas", new FakeEngine(clock, 4)).known("attic", context);

        assertThat(type("deploy bot -H attic").code()).isZero();
        assertThat(context.running()).contains("lab-bot-1");
        assertThat(type("deploy bot -H nas").code()).isZero();
        assertThat(remote.running()).contains("lab-bot-1");
        Typed.Outcome unknown = type("deploy bot -H nass");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no host `nass`", "Did you mean `nas`?", "hosts add nass");
    }

    @Test
    void a_check_looks_at_all_of_them_and_tells_each_failure_with_its_remedy() throws IOException {
        named(BOTH);
        assertThat(type("hosts check").code()).isZero();
        hosts.lost(
                "ssh://ann@10.0.0.2",
                new EngineException(
                        EngineException.Kind.UNAUTHORIZED,
                        "looking for a container engine: ssh://ann@10.0.0.2 (host nas): its host key is not known here",
                        "Connect once by hand.",
                        null));

        Typed.Outcome check = type("hosts check");

        assertThat(check.code()).isEqualTo(4);
        assertThat(check.out())
                .containsPattern("here +reachable +Docker 20.10.24")
                .containsPattern("nas +unreachable")
                .contains("✘ ssh://ann@10.0.0.2 (host nas): its host key is not known here", "Connect once by hand.");
        assertThat(type("hosts check here").code()).isZero();
        assertThat(type("hosts check --format json").out()).contains("\"kind\" : \"unauthorized\"");
        assertThat(type("hosts check hree").code()).isEqualTo(2);
    }

    @Test
    void a_host_is_added_to_what_stands_there() throws IOException {
        Typed.Outcome first = type("hosts add nas ssh://ann@10.0.0.2 --address 10.0.0.2");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(Files.readString(file())).endsWith("""
                hosts:
                  nas:
                    endpoint: 'ssh://ann@10.0.0.2'
                    address: '10.0.0.2'
                """);

        named(BOTH + "# the end\n");
        Typed.Outcome another = type("hosts add pi tcp://10.0.0.3:2376 --certificates keys");
        assertThat(another.code()).as(another.err()).isZero();
        assertThat(Files.readString(file())).startsWith(BOTH + "  pi:\n").endsWith("# the end\n");
        assertThat(type("hosts list -q").out()).isEqualTo("here\nnas\npi\n");
    }

    @Test
    void a_host_is_added_as_its_owner_indents() throws IOException {
        String deep = "hosts:\n    # the first\n    nas:\n        endpoint: 'ssh://ann@10.0.0.2'\n";
        named(deep);

        Typed.Outcome added = type("hosts add pi ssh://my_pi");

        assertThat(added.code()).as(added.err()).isZero();
        assertThat(Files.readString(file())).isEqualTo(deep + "    pi:\n        endpoint: 'ssh://my_pi'\n");
    }

    @Test
    void a_host_that_cannot_be_added_changes_nothing() throws IOException {
        named(BOTH);
        for (String line : new String[] {
            "hosts add nas ssh://ann@10.0.0.9", "hosts add pi http://10.0.0.3", "hosts add pi ssh://-oProxyCommand=x"
        }) {
            Typed.Outcome refused = type(line);
            assertThat(refused.code()).as(line).isEqualTo(3);
            assertThat(refused.err()).contains("hosts.yaml").doesNotContain("Exception");
        }
        assertThat(Files.readString(file())).isEqualTo(BOTH);
        named("{hosts: {here: 'unix:///var/run/docker.sock'}}\n");
        assertThat(type("hosts add nas ssh://ann@10.0.0.9").err()).contains("add the host by hand");
    }

    @Test
    void everything_that_is_wrong_with_hosts_is_told_at_once() throws IOException {
        named("hosts:\n  nas: {endpoint: nas, adress: x}\n  pi: {certificates: keys, endpoint: ssh://pi}\n");

        Typed.Outcome list = type("hosts list");

        assertThat(list.code()).isEqualTo(3);
        assertThat(list.err())
                .contains("hosts.yaml:2:19", "expected the address of an engine", "did you mean \"address\"?")
                .contains("certificates are for tcp");
    }
}
