package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LogLine;
import io.homelabhub.engine.LogListener;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.engine.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is read of a container's log. */
interface LogClauses extends Clauses {
    /** Keeps what it is told. */
    final class Heard implements LogListener {
        final List<LogLine> lines = new CopyOnWriteArrayList<>();
        final List<Optional<EngineException>> ends = new CopyOnWriteArrayList<>();

        @Override
        public void line(LogLine line) {
            lines.add(line);
        }

        @Override
        public void ended(Optional<EngineException> failure) {
            ends.add(failure);
        }

        List<String> texts() {
            return lines.stream().map(LogLine::text).toList();
        }
    }

    private Heard read(String container, LogRequest request) {
        Heard heard = new Heard();
        Watch watch = bench().engine.logs(container, request, heard);
        bench().eventually("the log has been read", SOON, () -> !heard.ends.isEmpty());
        watch.close();
        return heard;
    }

    private String written(Program program, int lines) {
        String name = bench().run("web", program);
        bench().eventually(
                        "its lines are written",
                        SOON,
                        () -> bench().engine.logTail(name, lines + 1).size() == lines);
        return name;
    }

    @Test
    default void required_c88_a_log_is_read_in_order_with_its_times_from_the_end_or_from_a_time_on() {
        String name = written(Program.WRITES, 3);

        Heard all = read(name, LogRequest.ALL);
        assertThat(all.texts()).containsExactly("one", "two", "three");
        assertThat(all.ends).containsExactly(Optional.empty());
        List<Instant> times = all.lines.stream().map(LogLine::time).toList();
        assertThat(times).isSorted().allMatch(time -> time.isAfter(Instant.EPOCH));
        assertThat(all.lines).allMatch(line -> line.source() == LogLine.Source.OUTPUT);
        assertThat(read(name, LogRequest.ALL.withTail(2)).texts()).containsExactly("two", "three");
        assertThat(read(name, LogRequest.ALL.withTail(0)).texts()).isEmpty();
        assertThat(read(name, LogRequest.ALL.withSince(times.get(0))).texts()).containsExactly("one", "two", "three");
        assertThat(read(name, LogRequest.ALL.withSince(times.get(2).plusMillis(1)))
                        .texts())
                .isEmpty();
    }

    @Test
    default void required_c89_a_log_that_is_followed_goes_on_until_the_container_ends() {
        String name = bench().run("web", Program.TICKS);
        Heard heard = new Heard();
        Watch watch = bench().engine.logs(name, LogRequest.ALL.following(), heard);

        bench().eventually("three lines are told", SOON, () -> heard.lines.size() >= 3);
        assertThat(heard.texts()).allMatch("tick"::equals);
        assertThat(heard.ends).isEmpty();
        bench().stop(name);
        bench().eventually("its end is told", SOON, () -> !heard.ends.isEmpty());
        assertThat(heard.ends).containsExactly(Optional.empty());
        watch.close();
    }

    @Test
    default void required_c90_a_long_line_comes_in_one() {
        String name = written(Program.WRITES_LONG_LINES, 2);

        assertThat(read(name, LogRequest.ALL).texts()).containsExactly("x".repeat(40_000), "end");
    }

    @Test
    default void required_c91_a_long_line_on_a_terminal_comes_in_one() {
        String name = bench().run(bench().spec("web", Program.WRITES_LONG_LINES).withConfig("Tty", true));
        bench().eventually("its lines are written", SOON, () -> bench().engine
                .logTail(name, 1)
                .contains("end"));

        List<String> texts = read(name, LogRequest.ALL).texts();
        if (differs(Difference.CUTS_TERMINAL_LINES)) {
            assertThat(texts).hasSize(2).element(0).asString().containsPattern("xx\\d{4}-\\d\\d-\\d\\dT\\S+ x");
        } else {
            assertThat(texts).containsExactly("x".repeat(40_000), "end");
        }
    }

    @Test
    default void required_c92_the_log_of_what_is_not_there_is_not_found() {
        Heard heard = read(bench().name("absent"), LogRequest.ALL);

        assertThat(heard.lines).isEmpty();
        assertThat(heard.ends.get(0).map(EngineException::kind)).contains(Kind.NOT_FOUND);
    }

    @Test
    default void required_c93_after_its_end_a_watch_tells_nothing_more() {
        String name = bench().run("web", Program.TICKS);
        Heard heard = new Heard();
        Watch watch = bench().engine.logs(name, LogRequest.ALL.following(), heard);
        bench().eventually("a line is told", SOON, () -> !heard.lines.isEmpty());

        watch.close();
        watch.close();
        bench().pause(Duration.ofMillis(300));
        int told = heard.lines.size();
        bench().pause(Duration.ofMillis(500));

        assertThat(heard.lines).hasSize(told);
        assertThat(heard.ends).isEmpty();
    }
}
