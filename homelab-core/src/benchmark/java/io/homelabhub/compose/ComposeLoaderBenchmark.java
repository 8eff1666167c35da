package io.homelabhub.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What loading costs: a bundle of a homelab's size and files far beyond it. Time and allocation must grow linearly. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ComposeLoaderBenchmark {
    private static final String SERVICE = """
              s%1$d:
                image: nginx:1.%2$d
                restart: unless-stopped
                environment:
                  A: "1"
                  B: two
                  C: ${UNSET:-x}
                ports:
                  - "%3$d:80"
                volumes:
                  - data:/data
                  - ./conf:/etc/conf:ro
                labels:
                  traefik.enable: "true"
                  traefik.rule: Host(`s%1$d`)
                depends_on:
                  - s0
                healthcheck:
                  test: [CMD, curl, -f, http://localhost]
                  interval: 30s
                  retries: 3
                networks: [front, back]
            """;

    @Param({"15", "500", "5000"})
    public int services;

    private ComposeRequest request = ComposeRequest.in(Path.of(""), Map.of());

    /** Writes the file. */
    @Setup
    public void write() throws IOException {
        Path directory = Files.createTempDirectory("compose-benchmark");
        StringBuilder text = new StringBuilder("name: bench\nvolumes: {data: {}}\nnetworks: {front: {}, back: {}}\n"
                + "services:\n  s0: {image: x}\n");
        for (int i = 1; i < services; i++) {
            text.append(SERVICE.formatted(i, i % 20, 10_000 + i));
        }
        Files.writeString(directory.resolve("compose.yaml"), text);
        request = ComposeRequest.in(directory, Map.of("HOME", "/home/bench"));
    }

    /** From files to the model. */
    @Benchmark
    public ComposeProject load() {
        return new ComposeLoader().load(request);
    }

    /** From files to the model and on to JSON. */
    @Benchmark
    public String loadAndPrint() {
        return new ConfigRenderer(new ComposeLoader().load(request)).json();
    }
}
