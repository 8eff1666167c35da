package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.develop.DevelopmentWatch;
import io.homelabhub.develop.WatchEvent;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.time.DelegatingTiming;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch of files whose changes an engine does not take at first. What the machine tells of files is real; the time between attempts is not. */
class UndoneWatchTests extends Embedded {
    private static final Duration LATER = Duration.ofSeconds(6);

    private final List<WatchEvent> events = new ArrayList<>();
    private final Ahead timing = new Ahead();

    /** The machine's time, and how far the test has put it forward. */
    private static final class Ahead extends DelegatingTiming {
        private volatile Duration ahead = Duration.ZERO;

        Ahead() {
            super(Timing.system());
        }

        @Override
        public Duration elapsed() {
            return super.elapsed().plus(ahead);
        }

        void forward(Duration more) {
            ahead = ahead.plus(more);
        }
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("src")).resolve("a.txt"), "a");
        builder = ComposeFolder.with("""
                name: lab
                services:
                  web:
                    image: web:1
                    command: [serve]
                    develop: {watch: [{path: ./src, action: sync, target: /app, initial_sync: true}]}
                """, folder, engine, clock);
        builder.build().plan("all").apply();
    }

    private DevelopmentWatch watch() {
        return builder.timing(timing).build().development().watch(List.of(), events::add);
    }

    private long copied() {
        return events.stream().filter(WatchEvent.Synced.class::isInstance).count();
    }

    private long failed() {
        return events.stream().filter(WatchEvent.Failed.class::isInstance).count();
    }

    @Test
    void what_an_engine_that_was_gone_did_not_take_is_carried_once_it_is_back_and_told_once() {
        engine.on(Calls.of(Verb.EXTRACT)).fails(Kind.UNREACHABLE, Times.times(3));
        try (DevelopmentWatch watch = watch()) {
            watch.initialSync();
            for (int attempt = 0; attempt < 2; attempt++) {
                timing.forward(LATER);
                assertThat(watch.next(Duration.ZERO)).isTrue();
            }
            assertThat(failed()).isEqualTo(1);
            assertThat(copied()).isZero();

            timing.forward(LATER);
            assertThat(watch.next(Duration.ZERO)).isTrue();
            assertThat(copied()).isEqualTo(1);

            timing.forward(LATER);
            assertThat(watch.next(Duration.ZERO)).isFalse();
        }
        assertThat(engine.faultsThatDidNotHappen()).isEmpty();
    }

    @Test
    void what_a_container_refused_is_told_and_keeps_no_other_change_from_being_carried() throws IOException {
        engine.on(Calls.of(Verb.EXTRACT)).fails(Kind.REJECTED, Times.times(1));
        try (DevelopmentWatch watch = watch()) {
            watch.initialSync();
            timing.forward(LATER);
            assertThat(watch.next(Duration.ZERO)).isFalse();

            Files.writeString(folder.resolve("src/b.txt"), "b");
            while (copied() == 0) {
                boolean unused = watch.next(Duration.ofSeconds(1));
            }

            assertThat(events.stream()
                            .filter(WatchEvent.Synced.class::isInstance)
                            .map(WatchEvent.Synced.class::cast)
                            .findFirst()
                            .orElseThrow()
                            .written())
                    .isEqualTo(1);
            assertThat(failed()).isEqualTo(1);
        }
    }
}
