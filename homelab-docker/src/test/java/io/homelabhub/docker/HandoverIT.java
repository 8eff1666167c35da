package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ComposeLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One project goes from hand to hand between docker compose 2, docker compose 5 and us, along every way from one to another. We
 * recreate nothing, nor does the version whose dialect the project has; what the two recreate of each other is told.
 */
@Tag("interoperation")
@Tag("long")
class HandoverIT {
    /** Each of the three hands it to each other once, and comes back to where it began. */
    private static final List<Maker> ROUND =
            List.of(Maker.COMPOSE_2, Maker.HOMELAB, Maker.COMPOSE_5, Maker.COMPOSE_2, Maker.COMPOSE_5, Maker.HOMELAB);

    private enum Maker {
        COMPOSE_2,
        HOMELAB,
        COMPOSE_5;

        Optional<Peer> peer() {
            return this == HOMELAB ? Optional.empty() : Optional.of(this == COMPOSE_2 ? Peer.V2 : Peer.V5);
        }
    }

    private final Figures figures = Figures.of(getClass());

    /** The dialect of the containers that were made last. */
    private Optional<ComposeDialect> spoken = Optional.empty();

    @RegisterExtension
    final LiveProject project = new LiveProject();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void nobody_recreates_what_is_of_the_own_dialect_and_we_recreate_nothing(int begin)
            throws IOException, InterruptedException {
        for (Peer peer : Peer.values()) {
            peer.binary();
        }
        write("");
        List<Maker> round = new ArrayList<>(ROUND);
        Collections.rotate(round, -begin);
        round.add(round.get(0));
        round.forEach(this::handOverTo);
        project.assertNothingToDo();
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void a_new_project_of_ours_is_left_alone_by_the_version_that_its_file_chooses(Peer peer)
            throws IOException, InterruptedException {
        peer.binary();
        write(peer.choice());
        handOverTo(Maker.HOMELAB);
        assertThat(spoken).contains(peer.dialect());
        handOverTo(peer == Peer.V2 ? Maker.COMPOSE_2 : Maker.COMPOSE_5);
        handOverTo(Maker.HOMELAB);
    }

    private void write(String choice) throws IOException, InterruptedException {
        String index = IndexImage.pulledBy(project.lab());
        Files.createDirectory(project.directory().resolve("long"));
        project.compose("""
                x-common: &common
                  image: %s
                  init: true
                  command: ["sleep", "600"]
                  stop_grace_period: 0s
                  x-homelab: {settles-within: 0s}
                services:
                  web:
                    <<: *common
                    volumes: ["./bound:/bound"]
                  guest:
                    <<: *common
                    network_mode: service:web
                  far:
                    <<: *common
                    expose: ["7000", "9000/udp"]
                    networks: [apart]
                  kept:
                    <<: *common
                    volumes:
                      - {type: bind, source: ./long, target: /long, bind: {propagation: rprivate}}
                      - data:/data
                  index:
                    <<: *common
                    image: %s
                    volumes: ["data:/data"]
                networks:
                  apart: {labels: {purpose: test}}
                volumes:
                  data:
                """.formatted(RealEngine.IMAGE, index) + choice);
    }

    private void handOverTo(Maker maker) {
        Map<String, String> before = ids();
        Optional<ComposeDialect> old = spoken;
        maker.peer()
                .ifPresentOrElse(
                        peer -> project.compose(peer.binary()).run("up", "--detach", "--pull", "never"),
                        () -> project.runtime().plan("all").apply());
        Map<String, String> after = ids();
        Set<String> recreated = new TreeSet<>();
        before.forEach((name, id) -> {
            if (!id.equals(after.get(name))) {
                recreated.add(name);
            }
        });
        boolean own = maker == Maker.HOMELAB || maker.peer().map(Peer::dialect).equals(old);
        if (own || old.isEmpty()) {
            assertThat(recreated).as("recreated by %s", maker).isEmpty();
        }
        figures.add("handed to %s, in the dialect %s: recreated %s"
                .formatted(maker, old.map(ComposeDialect::version).orElse("of nobody"), recreated));
        spoken = made(before).or(() -> old);
    }

    /** What is said by containers that were not there before: a listing tells only in which second one was created. */
    private Optional<ComposeDialect> made(Map<String, String> before) {
        return project.containers().stream()
                .filter(container -> !before.containsValue(container.id()))
                .flatMap(container -> container.label(ComposeLabels.VERSION).stream())
                .findFirst()
                .flatMap(ComposeDialect::ofVersion);
    }

    private Map<String, String> ids() {
        return project.containers().stream()
                .collect(Collectors.toMap(
                        container -> container.label(ComposeLabels.SERVICE).orElse(""), ObservedContainer::id));
    }
}
