package io.homelabhub.compose;

import io.homelabhub.problem.InvalidInputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Loads and prints files that are made to hang or to fill the memory, one after the other, in a Java machine whose memory the
 * caller has bounded. Prints a line for each: its name, what came of it, and the milliseconds of a processor that it took.
 */
final class HostileInputs {
    private final Map<String, byte[]> inputs = new LinkedHashMap<>();

    private HostileInputs() {
        add("alias bomb", aliasBomb());
        add("deep nesting", "x-a: " + "[".repeat(200_000));
        add("deep blocks", blocks());
        add("10 MB of services", many("  s%d: {image: x, labels: {a: b, c: d}}", 230_000));
        add("10 MB in one text", "x-a: \"" + "lorem ipsum ".repeat(900_000) + "\"");
        add("7 MB in one text", "x-a: \"" + "lorem ipsum ".repeat(600_000) + "\"");
        add("one word of 4 MB", "x-a: " + "a".repeat(4_000_000));
        add("all ports", ports("\"1-65535:1-65535\""));
        add("all ports four times", ports("\"1-65535\", \"1-65535/udp\", \"1.1.1.1::1-65535\", \"::1-65535/sctp\""));
        add("all ports in each document", ports("\"1-65535\"") + ("\n---\n" + ports("\"1-65535/udp\"")).repeat(20));
        add("all ports behind an alias", "services:\n  a: &a {image: x, ports: [\"1-65535\"]}\n  b: *a\n  c: *a\n");
        add("20,000 documents", "---\nservices: {a: {image: x}}\n".repeat(20_000));
        add("20,000 problems", many("  s%d: {bad%1$d: x}", 20_000));
        add("one ring", many("  s%d: {image: x, depends_on: [s%2$d]}", 3_000));
        add("ring of extends", "services: {a: {extends: b}, b: {extends: a}}");
        add("includes itself", "include: [compose.yaml]");
        add("link to itself", "include: [loop.yaml]");
        inputs.put("binary", binary());
        inputs.put("latin letters", "services: {a: {image: \"caf\u00e9\"}}".getBytes(StandardCharsets.ISO_8859_1));
        inputs.put("half of UTF-16", "services: {a: {image: x}}".getBytes(StandardCharsets.UTF_16LE));
    }

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Files.createSymbolicLink(directory.resolve("loop.yaml"), Path.of("loop.yaml"));
        for (Map.Entry<String, byte[]> input : new HostileInputs().inputs.entrySet()) {
            Files.write(directory.resolve("compose.yaml"), input.getValue());
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            String outcome = load(directory);
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            System.out.println(input.getKey() + ": " + outcome + " in " + nanos / 1_000_000 + " ms");
        }
    }

    private static String load(Path directory) {
        try {
            ComposeProject project = new ComposeLoader()
                    .load(ComposeRequest.in(directory, Map.of()).withProjectName("hostile"));
            return "loaded, " + new ConfigRenderer(project).json().length() + " characters";
        } catch (InvalidInputException e) {
            return "refused";
        }
    }

    private void add(String name, String text) {
        inputs.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String ports(String ranges) {
        return "services: {a: {image: x, ports: [" + ranges + "]}}";
    }

    private static String aliasBomb() {
        StringBuilder text = new StringBuilder("x-a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("x-a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        return text.append("services: {a: {image: x}}\n").toString();
    }

    private static String blocks() {
        return IntStream.range(0, 2_000).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());
    }

    private static String many(String service, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> service.formatted(i, (i + 1) % count))
                .collect(Collectors.joining("\n", "services:\n", "\n"));
    }

    private static byte[] binary() {
        byte[] binary = new byte[1 << 20];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 31 + i / 256);
        }
        return binary;
    }
}
