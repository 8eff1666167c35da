package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The bundles of {@code orchestration/}, in the hands of docker compose and of us by turns, with a stand-in for each image. */
@Tag("long")
class BundlesIT {
    private static final String[] UP = {"up", "--detach", "--no-build", "--pull", "never"};

    @RegisterExtension
    static final OwnDaemon DAEMON = new OwnDaemon();

    @RegisterExtension
    final RealEngine lab = new RealEngine(Optional.of(DAEMON.host()));

    @TempDir
    Path home;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void copy_the_bundles() throws IOException {
        Path root = Path.of(System.getProperty("basedir", ""), "..")
                .toAbsolutePath()
                .normalize();
        try (Stream<Path> files = Files.walk(root.resolve("orchestration"))) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, home.resolve(root.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
            }
        }
        Files.writeString(
                home.resolve(".env"),
                Files.readString(root.resolve(".env.example")).replaceAll("(?m)^([A-Z_]+)=$", "$1=test-$1"));
        environment.putAll(Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", home.toString(),
                "DOCKER_HOST", DAEMON.host(),
                "DEPLOYMENT_PATH", home.toString()));
    }

    private PeerCompose compose() {
        return new PeerCompose(
                Peer.V2.binary(),
                home,
                environment,
                List.of("--env-file", ".env", "--file", "orchestration/compose.all.yml"));
    }

    private HomelabRuntime homelab() {
        return Homelab.builder()
                .workingDirectory(home)
                .environment(environment)
                // the engine's ports are in a network of its own
                .prober((endpoint, within) -> new ProbeResult(ProbeResult.Verdict.PASSED, ""))
                .build();
    }

    private Map<String, String> ids() {
        return lab.engine().observe(new ObserveRequest("", Set.of(), false)).containers().stream()
                .filter(container -> container.label(ComposeLabels.PROJECT).isPresent())
                .collect(Collectors.toMap(ObservedContainer::name, ObservedContainer::id));
    }

    @Test
    void what_either_tool_has_brought_up_the_other_leaves_alone() {
        PeerCompose compose = compose();
        byte[] model = compose.run("config", "--format", "json").getBytes(StandardCharsets.UTF_8);
        CorpusCase bundles =
                new CorpusCase(home, ApiObject.EMPTY, Json.object(model).orElseThrow());
        StandIns standIns = new StandIns(lab);
        standIns.build(List.of(bundles), home);
        standIns.tag(bundles.images().values());

        compose.run(UP);
        Plan adopted = homelab().plan("all").plan();
        assertThat(VerdictLines.of(adopted)).as("plan after docker compose up").isEmpty();
        assertThat(adopted.isEmpty()).isTrue();

        compose.run("down", "--volumes", "--timeout", "1");
        homelab().plan("all").apply();
        assertThat(homelab().plan("all").plan().isEmpty())
                .as("plan after a deploy")
                .isTrue();
        Map<String, String> ours = ids();
        compose.run(UP);
        assertThat(ids()).as("after docker compose up").isEqualTo(ours);
        assertThat(compose.run("ps", "--quiet").lines()).hasSize(ours.size());
        compose.run("logs");
        compose.run("stop", "--timeout", "1");
        compose.run("down", "--volumes");
        assertThat(ids()).isEmpty();
    }
}
