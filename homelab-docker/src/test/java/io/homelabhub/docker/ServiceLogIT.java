package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.EngineException;
import io.homelabhub.operation.LogEntry;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceLog;
import io.homelabhub.planning.Recreate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The logs of a real engine, in one: in order, and followed past the ends of containers and of the engine itself. */
@Tag("long")
class ServiceLogIT {
    private static final int WRITERS = 8;
    private static final int LINES = 1_000;
    private static final LogQuery ALL = LogQuery.of(List.of());

    @RegisterExtension
    static final OwnDaemon DAEMON = new OwnDaemon();

    @RegisterExtension
    final LiveProject project = new LiveProject(Optional.of(DAEMON.host()));

    private static String service(String name, String command) {
        return """
                  %s:
                    image: %s
                    init: true
                    restart: always
                    stop_grace_period: 1s
                    command: ["sh", "-c", "%s"]
                """.formatted(name, RealEngine.IMAGE, command);
    }

    private List<LogEntry> read(LogQuery query) {
        List<LogEntry> entries = new ArrayList<>();
        try (ServiceLog log = project.runtime().services().logs(query, notice -> {})) {
            for (Optional<LogEntry> entry = log.next(); entry.isPresent(); entry = log.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    private static List<String> texts(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::text).toList();
    }

    @Test
    void many_writers_are_read_in_the_order_of_their_times_with_nothing_lost() {
        StringBuilder services = new StringBuilder("services:\n");
        String command = "i=0; while [ $$i -lt " + LINES + " ]; do echo $$i; i=$$((i+1)); done; sleep 600";
        IntStream.range(0, WRITERS).forEach(number -> services.append(service("writer" + number, command)));
        project.compose(services.toString());
        project.deploy();
        Eventually.holds(() -> read(ALL).size() == WRITERS * LINES);

        List<LogEntry> entries = read(ALL);

        assertThat(entries.stream().map(LogEntry::time)).isSorted();
        List<String> counted =
                IntStream.range(0, LINES).mapToObj(String::valueOf).toList();
        IntStream.range(0, WRITERS).forEach(number -> assertThat(texts(entries.stream()
                        .filter(entry -> entry.service().equals("writer" + number))
                        .toList()))
                .isEqualTo(counted));
    }

    @Test
    void a_follow_loses_and_repeats_nothing_when_containers_are_replaced_and_the_engine_starts_again()
            throws InterruptedException {
        project.compose("services:\n" + service("clock", "i=0; while :; do echo $$i; i=$$((i+1)); sleep 0.02; done"));
        project.deploy();
        List<LogEntry> told = new CopyOnWriteArrayList<>();
        Thread follower = new Thread(() -> follow(told), "follower");
        follower.start();
        try {
            Eventually.holds(() -> told.size() > 20);
            project.runtime()
                    .plan(DeployRequest.of(List.of("clock")).withRecreate(Recreate.ALWAYS))
                    .apply();
            int before = told.size();
            Eventually.holds(() -> told.size() > before + 20);
            DAEMON.kill();
            DAEMON.awaitAnswer();
            int after = told.size();
            Eventually.holds(() -> told.size() > after + 20);
        } finally {
            follower.interrupt();
            follower.join(Duration.ofSeconds(30).toMillis());
        }

        List<LogEntry> kept = read(ALL);
        Set<LogEntry> ofSecond = Set.copyOf(kept);
        List<LogEntry> second = told.stream().filter(ofSecond::contains).toList();
        List<String> first =
                texts(told.stream().filter(entry -> !ofSecond.contains(entry)).toList());
        assertThat(second).hasSizeGreaterThan(40).isEqualTo(kept.subList(0, second.size()));
        assertThat(first)
                .hasSizeGreaterThan(20)
                .isEqualTo(IntStream.range(0, first.size())
                        .mapToObj(String::valueOf)
                        .toList());
    }

    private void follow(List<LogEntry> told) {
        try (ServiceLog log = project.runtime().services().logs(ALL.following(), notice -> {})) {
            for (Optional<LogEntry> entry = log.next(); entry.isPresent(); entry = log.next()) {
                told.add(entry.get());
            }
        } catch (EngineException interrupted) {
            assertThat(interrupted.kind()).isEqualTo(EngineException.Kind.INTERRUPTED);
        }
    }
}
