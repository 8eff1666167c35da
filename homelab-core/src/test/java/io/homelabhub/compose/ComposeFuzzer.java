package io.homelabhub.compose;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Loads mutated Compose files. Each must give a project that can be printed and hashed, or a proper report of problems, in
 * bounded time. The same seed gives the same inputs.
 *
 * <p>The main method runs for as long as it is told: {@code SEED COUNT DIRECTORY}.
 */
public final class ComposeFuzzer {
    private static final List<String> DICTIONARY = List.of(
            "<<: *a",
            "&a ",
            "*a",
            "!reset null",
            "!override",
            "${",
            "${A:-",
            "${A?b}",
            "$$",
            "$A",
            "- ",
            ": ",
            "\n",
            "{",
            "}",
            "[",
            "]",
            "\t",
            "\u0000",
            "\u2028",
            "\ud83d\ude00",
            "null",
            "~",
            "0",
            "-1",
            "1e99",
            "9999999999999999999",
            "0x1F",
            "true",
            "\"\"",
            "''",
            "|\n",
            ">-\n",
            "---\n",
            "...",
            "extends:",
            "include: [compose.yaml]",
            "services:",
            "x-a: 1",
            "file: compose.yaml",
            "service: app",
            "ports:",
            "- \"80-90:80-90\"",
            "10s",
            "1gb",
            "{}",
            "[]",
            "? ",
            "#",
            "%YAML 1.2");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long randomSeed;
    private final Random random;
    private final List<Seed> seeds;
    private long slowestMillis;
    private String slowest = "";

    /** A file to begin with; its text byte for byte. */
    private record Seed(Path file, String text) {
        static Seed of(Path file) {
            try {
                return new Seed(file, Files.readString(file, StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Path directory() {
            return Objects.requireNonNull(file.toAbsolutePath().getParent());
        }
    }

    private ComposeFuzzer(long seed, List<Seed> seeds) {
        this.randomSeed = seed;
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    /** A fuzzer over the Compose files below {@code corpus}. */
    public static ComposeFuzzer over(Path corpus, long seed) throws IOException {
        try (Stream<Path> files = Files.walk(corpus)) {
            List<Seed> seeds = files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(Seed::of)
                    .toList();
            return new ComposeFuzzer(seed, seeds);
        }
    }

    public static void main(String[] args) throws IOException {
        long seed = Long.parseLong(args[0]);
        int count = Integer.parseInt(args[1]);
        System.out.println("seed " + seed);
        System.out.println(over(Path.of(args[2]), seed).run(count));
    }

    /**
     * What came of a run.
     *
     * @param slowestMillis the most time of a processor that one input took
     * @param slowest that input
     */
    public record Tally(int loaded, int refused, long slowestMillis, String slowest) {}

    /**
     * Tries {@code count} inputs.
     *
     * @throws AssertionError with the input that something else came of
     */
    public Tally run(int count) {
        int loaded = 0;
        for (int i = 0; i < count; i++) {
            Seed seed = seeds.get(random.nextInt(seeds.size()));
            loaded += loads(seed, mutated(seed), i) ? 1 : 0;
        }
        return new Tally(loaded, count - loaded, slowestMillis, slowest);
    }

    private boolean loads(Seed seed, byte[] input, int number) {
        ComposeRequest request = ComposeRequest.in(seed.directory(), Map.of("HOME", "/home/fuzz", "A", "a"))
                .withFiles(List.of(Path.of("-")))
                .withProfiles(List.of("*"))
                .withProjectName("fuzz")
                .withStandardInput(input::clone);
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            use(new ComposeLoader().load(request));
            return true;
        } catch (InvalidInputException e) {
            if (!isProper(e)) {
                throw failure(seed, input, number, e);
            }
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw failure(seed, input, number, e);
        } finally {
            long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
            if (millis > slowestMillis) {
                slowestMillis = millis;
                slowest = "input %d of seed %d, made of %s".formatted(number, randomSeed, seed.file());
            }
        }
    }

    private static boolean isProper(InvalidInputException e) {
        return e.problems().stream().anyMatch(Problem::isError)
                && e.problems().stream().noneMatch(problem -> problem.message().isBlank());
    }

    private static void use(ComposeProject project) {
        ConfigRenderer renderer = new ConfigRenderer(project);
        renderer.yaml(false);
        renderer.json();
        renderer.hashes(List.of());
        project.services().values().forEach(ComposeFuzzer::use);
        project.networks().values().forEach(network -> ConfigHash.network(ComposeDialect.V5, network));
        project.volumes().values().forEach(ConfigHash::volume);
    }

    private static void use(ComposeService service) {
        service.ports();
        service.dependsOn();
        service.envFiles();
        service.extensions();
        service.locationOf("ports[0]");
    }

    private static AssertionError failure(Seed seed, byte[] input, int number, Throwable cause) {
        return new AssertionError(
                "input %d, made of %s:%n%s".formatted(number, seed.file(), new String(input, StandardCharsets.UTF_8)),
                cause);
    }

    private byte[] mutated(Seed seed) {
        StringBuilder text = new StringBuilder(seed.text());
        int mutations = 1 + random.nextInt(3);
        for (int i = 0; i < mutations; i++) {
            mutate(text);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void mutate(StringBuilder text) {
        int at = text.length() == 0 ? 0 : random.nextInt(text.length());
        switch (random.nextInt(10)) {
            case 0 -> text.insert(at, latin(DICTIONARY.get(random.nextInt(DICTIONARY.size()))));
            case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
            case 2 -> flip(text, at);
            case 3 -> lines(text, (lines, line) -> lines.remove(line));
            case 4 -> lines(text, (lines, line) -> lines.add(random.nextInt(lines.size() + 1), lines.get(line)));
            case 5 -> splice(text);
            default -> lines(text, this::replaceValue); // leaves most files in one piece
        }
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private void flip(StringBuilder text, int at) {
        if (text.length() > 0) {
            text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(8))));
        }
    }

    @FunctionalInterface
    private interface LineChange {
        void on(List<String> lines, int line);
    }

    private void lines(StringBuilder text, LineChange change) {
        List<String> lines = new ArrayList<>(List.of(text.toString().split("\n", -1)));
        change.on(lines, random.nextInt(lines.size()));
        text.setLength(0);
        text.append(String.join("\n", lines));
    }

    private void replaceValue(List<String> lines, int line) {
        String old = lines.get(line);
        int colon = old.indexOf(": ");
        String word = latin(DICTIONARY.get(random.nextInt(DICTIONARY.size())));
        lines.set(line, colon < 0 ? old + word : old.substring(0, colon + 2) + word);
    }

    private void splice(StringBuilder text) {
        String other = seeds.get(random.nextInt(seeds.size())).text();
        if (!other.isEmpty()) {
            int from = random.nextInt(other.length());
            int to = Math.min(other.length(), from + 1 + random.nextInt(300));
            text.insert(text.length() == 0 ? 0 : random.nextInt(text.length()), other.substring(from, to));
        }
    }
}
