package io.homelabhub.cli;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.time.Timing;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One command line being carried out: what commands share.
 *
 * @param engine stands in for the engine found on the class path
 */
record Invocation(Console console, GlobalOptions options, Optional<EngineProvider> engine, Timing timing) {
    /** A builder of a runtime that reads the files that the options name. */
    HomelabBuilder builder() {
        if (options.catalog != null && !options.files.isEmpty()) {
            throw new UsageException("--catalog and --file are both given; give one or the other");
        }
        HomelabBuilder builder = Homelab.builder()
                .workingDirectory(console.workingDirectory())
                .environment(console.environment())
                .composeFiles(options.files.stream().map(this::resolved).toList())
                .profiles(options.profiles)
                .envFiles(options.envFiles.stream().map(this::resolved).toList())
                .strict(options.strict)
                .timing(timing);
        Optional.ofNullable(options.catalog).map(this::resolved).ifPresent(builder::catalog);
        Optional.ofNullable(options.projectDirectory).map(this::resolved).ifPresent(builder::projectDirectory);
        Optional.ofNullable(options.projectName).ifPresent(builder::projectName);
        Optional.ofNullable(options.host).ifPresent(builder::host);
        engine.ifPresent(builder::engine);
        return builder;
    }

    /** A runtime that nobody listens to. */
    HomelabRuntime runtime() {
        return builder().build();
    }

    private Path resolved(Path path) {
        return console.workingDirectory().resolve(path);
    }

    /** Prints a result to standard output. */
    void show(Result result, OutputFormat format) {
        format.print(result, console.out(), colored(console.outIsTerminal()));
        console.out().flush();
    }

    /** Text for people on standard error. */
    Page messages() {
        return new Page(console.err(), colored(console.errIsTerminal()));
    }

    /** Whether text is coloured that goes to a terminal or not, by {@code --color} and https://no-color.org. */
    boolean colored(boolean terminal) {
        boolean refused = !console.environment().getOrDefault("NO_COLOR", "").isEmpty()
                || console.environment().getOrDefault("TERM", "").equals("dumb");
        return switch (options.color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal && !refused;
        };
    }
}
