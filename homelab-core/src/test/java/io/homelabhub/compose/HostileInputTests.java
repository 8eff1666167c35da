package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.problem.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to hang, to fill the memory or to lead astray. The bound is generous; the machine may be busy. */
@Timeout(120)
class HostileInputTests {
    @TempDir
    private Path directory;

    @Test
    void an_alias_bomb_is_refused() throws IOException {
        StringBuilder bomb = new StringBuilder("x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("x-%d: &a%d [%s]\n".formatted(i, i, repeated("*a" + (i - 1), 9)));
        }
        assertThat(refusal(bomb + "services: {a: {image: x, labels: *a19}}")).contains("more than 1000000 values");
    }

    @Test
    void deep_nesting_is_refused() throws IOException {
        assertThat(refusal("services: " + "{a: ".repeat(50_000))).contains("nested more than 100 levels");
        assertThat(refusal("x: " + "[".repeat(500_000))).contains("nested more than 100 levels");
    }

    @Test
    void a_file_of_ten_megabytes_is_refused() throws IOException {
        assertThat(refusal("x-a: " + "a".repeat(10 << 20))).contains("larger than 8388608 bytes");
    }

    @Test
    @Tag("long")
    void a_file_as_large_as_allowed_is_answered() throws IOException {
        String many = IntStream.range(0, 700_000).mapToObj(i -> "- " + i).collect(Collectors.joining("\n"));
        assertThat(refusal("services:\n" + many)).contains("found a list, expected a map");
        assertThat(refusal("bad: " + "aaa ".repeat(2_000_000))).contains("unknown key \"bad\"");
    }

    @Test
    void a_word_without_end_is_refused() throws IOException {
        assertThat(refusal("x-a: " + "a".repeat(4_000_000))).contains("more than 524288 characters without a space");
    }

    @Test
    @Tag("long")
    void variables_that_make_a_file_grow_without_end_are_refused() throws IOException {
        StringBuilder env = new StringBuilder("V0=0123456789\n");
        for (int i = 1; i < 19; i++) {
            env.append("V%d=${V%d}${V%d}\n".formatted(i, i - 1, i - 1));
        }
        Files.writeString(directory.resolve(".env"), env);
        String uses =
                IntStream.range(0, 200).mapToObj(i -> "  e" + i + ": $V18").collect(Collectors.joining("\n"));
        assertThat(refusal("services: {a: {image: x}}\nx-a:\n" + uses)).contains("grow beyond");
    }

    @Test
    void files_that_include_each_other_are_refused() throws IOException {
        write("b.yaml", "include: [compose.yaml]\nservices: {b: {image: x}}");
        assertThat(refusal("include: [b.yaml]\nservices: {a: {image: x}}"))
                .contains("in a circle: compose.yaml -> b.yaml -> compose.yaml");
    }

    @Test
    void files_that_include_twice_at_each_of_many_levels_are_refused() throws IOException {
        for (int i = 0; i < 40; i++) {
            write("f%d.yaml".formatted(i), "include: [f%d.yaml, f%d.yaml]\n".formatted(i + 1, i + 1));
        }
        write("f40.yaml", "services: {a: {image: x}}");
        assertThat(refusal("include: [f0.yaml]")).containsAnyOf("more than 1000 files", "too many documents");
    }

    @Test
    void services_that_extend_each_other_are_refused() throws IOException {
        assertThat(refusal("services: {a: {extends: b}, b: {extends: c}, c: {extends: a}}"))
                .contains("in a circle");
        String chain = IntStream.range(0, 5_000)
                .mapToObj(i -> "  s%d: {extends: s%d}".formatted(i, i + 1))
                .collect(Collectors.joining("\n"));
        assertThat(refusal("services:\n" + chain + "\n  s5000: {image: x}")).contains("extend each other in a chain");
    }

    @Test
    void a_large_service_that_many_extend_is_refused() throws IOException {
        String keys = IntStream.range(0, 5_000).mapToObj(i -> "L" + i + ": 1").collect(Collectors.joining(", "));
        String many = IntStream.range(0, 5_000)
                .mapToObj(i -> "  s%d: {extends: base}".formatted(i))
                .collect(Collectors.joining("\n"));
        assertThat(refusal("services:\n  base: {image: x, labels: {" + keys + "}}\n" + many))
                .contains("more than 1000000 values in the project");
    }

    @Test
    void many_documents_are_refused() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("---\nservices: {a%d: {image: x}}\n".formatted(i));
        }
        assertThat(refusal(text.toString())).contains("too many documents");
    }

    @Test
    void a_ring_of_dependencies_through_thousands_of_services_is_found() throws IOException {
        String ring = IntStream.range(0, 3_000)
                .mapToObj(i -> "  s%d: {image: x, depends_on: [s%d]}".formatted(i, (i + 1) % 3_000))
                .collect(Collectors.joining("\n"));
        assertThat(refusal("services:\n" + ring)).contains("depend on each other in a circle");
    }

    @Test
    void links_that_lead_in_a_circle_are_reported() throws IOException {
        Files.createSymbolicLink(directory.resolve("a.yaml"), Path.of("b.yaml"));
        Files.createSymbolicLink(directory.resolve("b.yaml"), Path.of("a.yaml"));
        assertThat(refusal("include: [a.yaml]")).contains("a.yaml").contains("error");
    }

    @Test
    void what_is_no_text_is_refused() throws IOException {
        byte[] binary = new byte[4_096];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 7);
        }
        Files.write(directory.resolve("compose.yaml"), binary);
        assertThat(refusal()).containsAnyOf("not valid UTF-8", "not a text file");
        assertThat(refusal("services: {a: {image: \"caf\u00e9\"}}".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("not valid UTF-8: byte 0xe9");
    }

    @Test
    void devices_and_directories_are_no_files() throws IOException {
        assertThat(refusal("services: {a: {image: x, env_file: /dev/zero}}")).contains("a device or a pipe");
        assertThat(refusal("include: [/]")).contains("a directory, expected a file");
    }

    private static String repeated(String text, int times) {
        return String.join(", ", Collections.nCopies(times, text));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private String refusal(String text) throws IOException {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(byte[] content) throws IOException {
        Files.write(directory.resolve("compose.yaml"), content);
        return refusal();
    }

    private String refusal() {
        ComposeRequest request = ComposeRequest.in(directory, Map.of()).withProjectName("hostile");
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> new ComposeLoader().load(request));
        return String.valueOf(refused.getMessage());
    }
}
