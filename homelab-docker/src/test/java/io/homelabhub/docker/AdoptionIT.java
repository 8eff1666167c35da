package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docker compose of either version has made of a project, we leave alone, and the other way round: over the projects of the conformance
 * corpus, with an image that stands in for all of theirs. A project that docker compose itself cannot bring about here is
 * skipped, with its words for the reason.
 *
 * <p>{@code -Dhomelab.it.adoption=all} takes all of them, which takes a quarter of an hour for each version ({@code
 * -Dhomelab.it.peer=V5} takes that one alone), and a list of names those; else one in a few, of those that an engine takes.
 */
@Tag("long")
class AdoptionIT {
    private static final int ONE_IN = 12;
    /** Its subnet is none, which docker compose hands on and the engine refuses: there is nothing to adopt. */
    private static final Set<String> REFUSED_BY_THE_ENGINE = Set.of("own-networks-bad-subnet-kept");

    private static final String[] CREATE = {"create", "--no-build", "--pull", "never"};
    private static final String[] UP = {"up", "--detach", "--no-build", "--pull", "never"};

    @RegisterExtension
    static final OwnDaemon DAEMON = new OwnDaemon();

    @RegisterExtension
    final RealEngine lab = new RealEngine(Optional.of(DAEMON.host()));

    @TempDir
    Path root;

    @BeforeAll
    static void build_the_stand_in(@TempDir Path directory) {
        new StandIns(new RealEngine(Optional.of(DAEMON.host()))).build(CorpusCase.all(), directory);
    }

    static Stream<Arguments> cases() {
        return Stream.of(Peer.values()).filter(Peer::isWanted).flatMap(peer -> cases(peer).stream()
                .map(one -> Arguments.of(peer, one)));
    }

    private static List<CorpusCase> cases(Peer peer) {
        List<CorpusCase> all = CorpusCase.all();
        String wanted = System.getProperty("homelab.it.adoption", "");
        if (!wanted.isEmpty() && !wanted.equals("all")) {
            List<String> names = List.of(wanted.split(","));
            return all.stream().filter(one -> names.contains(one.id())).toList();
        }
        int stride = wanted.equals("all") ? 1 : peer == Peer.V2 ? ONE_IN : 2 * ONE_IN;
        return IntStream.range(0, all.size())
                .filter(number -> number % stride == stride / 2)
                .mapToObj(all::get)
                .filter(one -> stride == 1 || !REFUSED_BY_THE_ENGINE.contains(one.id()))
                .toList();
    }

    private CorpusBench bench(Peer peer, CorpusCase one) throws IOException {
        Assumptions.assumeTrue(
                one.configArguments().stream().noneMatch(argument -> argument.startsWith("-")),
                () -> "is about a flag of docker compose config alone: " + one.configArguments());
        Assumptions.assumeFalse(one.services().isEmpty(), "has no service");
        try {
            return new CorpusBench(lab, one, root, peer);
        } catch (IllegalArgumentException noLike) {
            return Assumptions.abort("is about a flag of docker compose alone: " + noLike.getMessage());
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void what_the_other_has_created_is_left_alone(Peer peer, CorpusCase one) throws IOException {
        try (CorpusBench bench = bench(peer, one)) {
            bench.composeCan(CREATE);
            assertThat(bench.plannedUnlessBothRefuse(UP))
                    .as("plan after docker compose create")
                    .isEmpty();
            bench.compose("down", "--volumes");
            bench.create();
            Map<String, String> ours = bench.ids();
            bench.compose(CREATE);
            assertThat(bench.ids()).as("after docker compose create").isEqualTo(ours);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void what_the_other_has_brought_up_is_left_alone(Peer peer, CorpusCase one) throws IOException {
        try (CorpusBench bench = bench(peer, one)) {
            bench.endOneShots();
            bench.composeCan(UP);
            assertThat(bench.planned()).as("plan after docker compose up").isEmpty();
            bench.compose("down", "--volumes", "--timeout", "1");
            bench.deploy();
            assertThat(bench.planned()).as("plan after a deploy").isEmpty();
            Map<String, String> ours = bench.ids();
            bench.compose(UP);
            assertThat(bench.ids()).as("after docker compose up").isEqualTo(ours);
            assertThat(bench.composeAll("ps", "--all", "--quiet").lines())
                    .as("docker compose ps")
                    .containsExactlyInAnyOrderElementsOf(ours.values());
            bench.composeAll("logs");
            bench.composeAll("stop", "--timeout", "1");
            assertThat(bench.containers())
                    .as("after docker compose stop")
                    .noneMatch(container -> container.state() == ContainerState.RUNNING);
            bench.composeAll("down", "--volumes");
            assertThat(bench.ids()).as("after docker compose down").isEmpty();
        }
    }
}
