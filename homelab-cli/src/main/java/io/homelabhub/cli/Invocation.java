package io.homelabhub.cli;

import io.homelabhub.catalog.CatalogReader;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.time.Timing;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One command line being carried out: what commands share.
 *
 * @param engine stands in for the engine found on the class path
 */
record Invocation(Console console, GlobalOptions options, Optional<EngineProvider> engine, Timing timing) {
    /** What the owner says about the services. */
    ServiceCatalog catalog() {
        Path file = options.catalog == null ? Path.of("orchestration", "services.yaml") : options.catalog;
        CatalogReader reader = options.strict ? CatalogReader.strict() : CatalogReader.lenient();
        return reader.read(console.workingDirectory().resolve(file)).requireValid();
    }

    /** The services and what they depend on. */
    DependencyGraph graph() {
        return catalog().graph();
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
