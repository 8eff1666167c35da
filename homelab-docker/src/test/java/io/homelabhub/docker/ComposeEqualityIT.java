package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Engine;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.NetworkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Makes one project twice, by docker compose of either version and by us, and compares what the engine says of it, field by field.
 *
 * <p>The files use every key that an engine acts on. What no engine of this machine can serve (real-time CPU,
 * storage_opt, what is Windows's) is covered by the unit tests alone.
 */
@Tag("interoperation")
@Tag("long")
class ComposeEqualityIT {
    /**
     * Until a container starts, an engine shows what the request said where it later shows what is in use. Docker Compose
     * writes wanted addresses there too, IPv6 ones as the gateway; they have no effect.
     */
    private static final Pattern OVERWRITTEN_AT_START =
            Pattern.compile(".* NetworkSettings\\.Networks\\.[^.]+\\.(IPAddress|IPv6Gateway|MacAddress): .*");

    /** Version 5 asks older engines, too, for an address of the endpoint, of which those take no notice. */
    private static final Pattern LOST_BY_VERSION_5 = Pattern.compile(".* Config\\.MacAddress: absent -> .*");

    /** The hash of a service that shares another's namespace or volumes holds the id of the other's container. */
    private static final Pattern HASH_OF_AN_ID =
            Pattern.compile(".*-(guest|borrowing)-1 Config\\.Labels\\.com\\.docker\\.compose\\.config-hash: .*");

    @RegisterExtension
    final RealEngine lab = new RealEngine();

    @TempDir
    Path directory;

    private TwoMakers makers(Peer peer, String... names) throws IOException {
        Path binary = peer.binary();
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            files.add(copy(name));
        }
        files.add(Files.writeString(directory.resolve("dialect.yaml"), peer.choice()));
        Files.createDirectory(directory.resolve("folder"));
        Files.writeString(directory.resolve("single"), "text");
        Files.writeString(directory.resolve("key"), "key");
        Files.writeString(directory.resolve("service.env"), "FROM_FILE=value of the file");
        Files.writeString(directory.resolve("seccomp.json"), "{ \"defaultAction\" : \"SCMP_ACT_ALLOW\" }");
        Map<String, String> variables =
                Map.of("PREFIX", lab.project(), "IMAGE", RealEngine.IMAGE, "SECRET_OF_TEST", "of the test");
        return new TwoMakers(lab, binary, directory, files, variables);
    }

    private Path copy(String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream resource = getClass().getResourceAsStream("/interoperation/" + name)) {
            Files.copy(Objects.requireNonNull(resource), file);
        }
        return file;
    }

    private String[] runningFiles(Peer peer) {
        return losesAddresses(peer) ? new String[] {"running.yaml"} : new String[] {"running.yaml", "running.mac.yaml"};
    }

    private ApiVersion version() {
        return ApiVersion.parse(lab.engine().ping().apiVersion()).orElseThrow();
    }

    private boolean losesAddresses(Peer peer) {
        return peer == Peer.V5 && version().compareTo(new ApiVersion(1, 44)) < 0;
    }

    private String[] broadFiles() {
        ApiVersion version = version();
        List<String> files = new ArrayList<>(List.of("compose.yaml"));
        if (version.compareTo(new ApiVersion(1, 49)) >= 0) {
            files.add("compose.newer.yaml");
        }
        if (version.compareTo(new ApiVersion(1, 52)) < 0) {
            files.add("compose.range.yaml");
        }
        return files.toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void what_we_make_of_a_file_equals_what_docker_compose_makes_of_it(Peer peer) throws IOException {
        String external = lab.name("external");
        lab.perform(new Action.CreateNetwork(new NetworkSpec(external, Map.of(), ApiObject.EMPTY)));
        lab.afterwards(new Action.RemoveNetwork(external));
        try (TwoMakers makers = makers(peer, broadFiles())) {
            makers.compose().run("create", "--pull", "never");
            Made theirs = makers.made();
            assertThat(makers.planned()).isEmpty();
            makers.compose().run("down", "--volumes");
            makers.make();
            assertThat(theirs.differencesTo(makers.made()))
                    .allMatch(difference -> OVERWRITTEN_AT_START
                                    .matcher(difference)
                                    .matches()
                            || HASH_OF_AN_ID.matcher(difference).matches()
                            || (losesAddresses(peer)
                                    && LOST_BY_VERSION_5.matcher(difference).matches()));
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void running_containers_are_equal_too_and_docker_compose_keeps_ours(Peer peer) throws IOException {
        try (TwoMakers makers = makers(peer, runningFiles(peer))) {
            makers.compose().run("up", "--detach", "--pull", "never");
            Made theirs = makers.made();
            assertThat(makers.planned()).isEmpty();
            String filledByThem = files();
            makers.compose().run("down", "--volumes");
            makers.make();
            List.of("fixed", "linked-1", "filled-1", "guest-1", "borrowing-1")
                    .forEach(name -> lab.perform(new Action.StartContainer(lab.name(name))));
            Made ours = makers.made();
            assertThat(theirs.differencesTo(ours))
                    .allMatch(difference -> HASH_OF_AN_ID.matcher(difference).matches());
            assertThat(files()).isEqualTo(filledByThem);
            makers.compose().run("up", "--detach", "--pull", "never");
            assertThat(makers.made().ids()).isEqualTo(ours.ids());
        }
    }

    /** What configs and secrets look like in the container that has them. */
    private String files() {
        Engine engine = lab.engine();
        return engine.execute(
                        lab.name("filled-1"),
                        List.of(
                                "sh",
                                "-c",
                                "for f in /etc/text /etc/other /etc/variable /run/secrets/*; do"
                                        + " stat -c '%n %a %u %g' $f; cat $f; echo; done"),
                        Duration.ofSeconds(20))
                .toString();
    }
}
