package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.docker.OutputPiece.Source;
import io.homelabhub.engine.LogLine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLinesTests {
    private static final String FIRST = "2026-11-29T14:19:50.123456789Z ";
    private static final String SECOND = "2026-11-29T14:19:50.200000000Z ";

    private final List<LogLine> told = new ArrayList<>();
    private final LogLines lines = new LogLines(told::add);

    private void piece(Source source, String text) {
        bytes(source, text.getBytes(StandardCharsets.UTF_8), source != Source.TERMINAL);
    }

    private void bytes(Source source, byte[] bytes, boolean begins) {
        lines.add(new OutputPiece(source, ByteBuffer.wrap(bytes), begins));
    }

    private List<String> texts() {
        return told.stream().map(LogLine::text).toList();
    }

    @Test
    void a_line_has_its_time_and_its_source() {
        piece(Source.OUTPUT, FIRST + "one\n");
        piece(Source.ERROR, SECOND + "two\n");

        assertThat(told)
                .containsExactly(
                        new LogLine(Instant.parse("2026-11-29T14:19:50.123456789Z"), LogLine.Source.OUTPUT, "one"),
                        new LogLine(Instant.parse("2026-11-29T14:19:50.2Z"), LogLine.Source.ERROR, "two"));
    }

    @Test
    void parts_of_a_long_line_are_put_together_though_another_source_writes_between() {
        piece(Source.OUTPUT, FIRST + "beginning, ");
        piece(Source.ERROR, SECOND + "error\n");
        piece(Source.OUTPUT, SECOND + "end\n");

        assertThat(texts()).containsExactly("error", "beginning, end");
        assertThat(told.get(1).time()).isEqualTo("2026-11-29T14:19:50.123456789Z");
    }

    @Test
    void a_character_that_was_cut_in_two_is_whole_again() {
        byte[] all = "Grüße\n".getBytes(StandardCharsets.UTF_8);
        piece(Source.OUTPUT, FIRST);
        bytes(Source.OUTPUT, Arrays.copyOfRange(all, 0, 3), false);
        bytes(Source.OUTPUT, Arrays.copyOfRange(all, 3, all.length), false);

        assertThat(texts()).containsExactly("Grüße");
    }

    @Test
    void what_a_terminal_shows_is_cut_at_its_line_breaks_wherever_it_was_read() {
        String all = FIRST + "one\r\n" + SECOND + "\r\n" + SECOND + "three\r\n";
        for (int at = 0; at < all.length(); at += 7) {
            piece(Source.TERMINAL, all.substring(at, Math.min(all.length(), at + 7)));
        }

        assertThat(texts()).containsExactly("one", "", "three");
    }

    @Test
    void full_parts_on_a_terminal_are_put_together() {
        String part = "x".repeat(16 * 1024);

        piece(Source.TERMINAL, FIRST + part + SECOND + part + SECOND + "end\r\n" + SECOND + "next\r\n");

        assertThat(texts()).containsExactly(part + part + "end", "next");
    }

    @Test
    void a_full_part_on_a_terminal_that_ends_its_line_is_one() {
        String part = "x".repeat(16 * 1024);

        piece(Source.TERMINAL, FIRST + part + "\r\n" + SECOND + "next\r\n");

        assertThat(texts()).containsExactly(part, "next");
    }

    @Test
    void what_has_no_line_break_at_the_end_is_a_line() {
        piece(Source.OUTPUT, FIRST + "no break");
        lines.end();
        lines.end();

        assertThat(texts()).containsExactly("no break");
    }

    @Test
    void an_empty_line_is_a_line() {
        piece(Source.OUTPUT, FIRST + "\n");
        lines.end();

        assertThat(texts()).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource({"no time at all", "word", "'  blanks first'"})
    void what_has_no_time_is_text(String text) {
        piece(Source.OUTPUT, text + "\n");

        assertThat(texts()).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T14:19:50Z,2026-11-29T14:19:50Z",
        "2026-11-29T14:19:50.5Z,2026-11-29T14:19:50.500Z",
        "2026-11-29T14:20:00.000000001Z,2026-11-29T14:20:00.000000001Z",
        "2026-11-29T14:19:50.25+01:00,2026-11-29T13:19:50.250Z",
        "2026-12-31T23:59:60.5Z,",
    })
    void times_are_read_in_whatever_form_an_engine_writes_them(String time, Instant read) {
        piece(Source.OUTPUT, FIRST + "before\n");
        piece(Source.OUTPUT, time + " text\n");

        if (read == null) {
            assertThat(texts()).containsExactly("before", time + " text");
        } else {
            assertThat(told.get(1)).isEqualTo(new LogLine(read, LogLine.Source.OUTPUT, "text"));
        }
    }

    @Test
    void no_more_than_a_mebibyte_of_a_line_is_kept() {
        piece(Source.OUTPUT, FIRST + "x".repeat(LogLines.LONGEST));
        piece(Source.OUTPUT, SECOND + "more\n");

        assertThat(texts()).containsExactly("x".repeat(LogLines.LONGEST));
    }
}
