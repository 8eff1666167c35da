package io.homelabhub.docker;

import io.homelabhub.resource.ComposeDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The versions of the real docker compose to compare with. {@code -Dhomelab.it.peer=V5} leaves the others out. */
enum Peer {
    V2("2.40.3", "peers", "docker-compose", "HOMELAB_PEER_COMPOSE", ComposeDialect.V2),
    V5("5.6.0", "go-peers", "docker-compose5", "HOMELAB_PEER_COMPOSE5", ComposeDialect.V5);

    private final String version;
    private final String script;
    private final String file;
    private final String variable;
    private final ComposeDialect dialect;

    Peer(String version, String script, String file, String variable, ComposeDialect dialect) {
        this.version = version;
        this.script = script;
        this.file = file;
        this.variable = variable;
        this.dialect = dialect;
    }

    /** Its binary: what its variable names, else where its script in {@code .ci} puts it. The test is skipped if it is not there. */
    Path binary() {
        Assumptions.assumeTrue(isWanted(), () -> "-Dhomelab.it.peer leaves docker compose " + version + " out");
        Map<String, String> environment = System.getenv();
        String cache = environment.getOrDefault(
                "HOMELAB_CI_CACHE",
                environment.getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache")
                        + "/homelab-ci");
        Path binary = Path.of(environment.getOrDefault(variable, cache + "/" + script + "/" + file));
        Assumptions.assumeTrue(
                Files.isExecutable(binary),
                () -> "needs docker compose " + version + ", which .ci/" + script + " brings, or " + variable);
        return binary;
    }

    /** Whether it was not left out by name. */
    boolean isWanted() {
        String wanted = System.getProperty("homelab.it.peer", "");
        return wanted.isEmpty() || wanted.equals(name());
    }

    ComposeDialect dialect() {
        return dialect;
    }

    /** What makes a new project of ours one of this version's. */
    String choice() {
        return "x-homelab: {compose-dialect: " + dialect.version().replaceFirst("\\..*", "") + "}\n";
    }
}
