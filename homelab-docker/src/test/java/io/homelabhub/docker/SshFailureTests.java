package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenSSH 9.2 says, and what we make of it. */
class SshFailureTests {
    private static final SshCommand NAS = new SshCommand(URI.create("ssh://ann@nas:2222/run/d.sock"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host key verification failed. | UNAUTHORIZED | its host key is not known here | `ssh -p 2222 ann@nas`
            @ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @ | UNAUTHORIZED | not the one that known_hosts has | ssh-keygen -R '[nas]:2222'
            ann@nas: Permission denied (publickey). | UNAUTHORIZED | takes none of your keys | ssh-copy-id ann@nas
            ssh: Could not resolve hostname nas: Name or service not known | UNREACHABLE | no machine of that name | Correct the name
            channel 2: open failed: administratively prohibited: open failed | REJECTED | does not forward to socket files | AllowStreamLocalForwarding
            channel 2: open failed: connect failed: open failed | UNREACHABLE | ssh works, but no engine takes the connection | systemctl start docker
            ssh: connect to host nas port 2222: Connection refused | UNREACHABLE | nothing listens for ssh | Start sshd
            ssh: connect to host nas port 2222: Connection timed out | UNREACHABLE | it does not answer | is up
            Timeout, server nas not responding. | UNREACHABLE | it does not answer | is up
            kex_exchange_identification: Connection closed by remote host | UNREACHABLE | broke off before ssh was set up | log of sshd
            something new | UNREACHABLE | something new | Try it by hand
            """)
    void each_failure_is_told_apart_with_its_remedy(
            String words, EngineException.Kind kind, String reason, String cure) {
        EngineException failure = new SshFailure(NAS, List.of(words)).exception("looking");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(reason);
        assertThat(failure.remedy()).contains(cure);
    }

    @Test
    void a_name_with_an_underscore_is_a_machine() {
        SshCommand command = new SshCommand(URI.create("ssh://ann@my_nas:2222"));

        assertThat(command.byHand()).isEqualTo("ssh -p 2222 ann@my_nas");
        assertThat(command.words(Path.of("/tmp/x"))).endsWith("-p", "2222", "--", "ann@my_nas");
        assertThat(new SshCommand(URI.create("ssh://[fd00::2]")).destination()).isEqualTo("fd00::2");
    }

    @Test
    void an_end_without_a_word_is_told_as_such() {
        assertThat(new SshFailure(NAS, List.of()).exception("looking")).hasMessageContaining("ended without a word");
    }

    @Test
    void ssh_asks_nobody_shares_nothing_and_gets_no_option_from_an_address() {
        List<String> words = NAS.words(Path.of("/tmp/x"));

        assertThat(words).contains("BatchMode=yes", "ControlPath=none", "/tmp/x/engine.sock:/run/d.sock");
        assertThat(words).endsWith("-p", "2222", "--", "ann@nas");
        assertThat(new SshCommand(URI.create("ssh://nas")).socket()).isEqualTo("/var/run/docker.sock");
    }
}
