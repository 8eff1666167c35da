package io.homelabhub.cli.line;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.ListingFormat;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.problem.Problem;
import io.homelabhub.time.Timing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One command line being carried out: what commands share.
 *
 * @param engine stands in for the engine found on the class path
 */
public record Invocation(Console console, GlobalOptions options, Optional<EngineProvider> engine, Timing timing) {
    /** A call of this program that is about a host. */
    private static final Pattern CALL = Pattern.compile("(?m)(^\\s*(?:\\$ )?|`|: )homelab (?!hosts )(?=[a-z])");

    /** A builder of a runtime that reads the files that the options name. */
    public HomelabBuilder builder() {
        if (options.catalog.get().isPresent() && !options.files.get().isEmpty()) {
            throw new UsageException("--catalog and --file are both given; give one or the other");
        } else if (options.host.get().isPresent() && options.context.get().isPresent()) {
            throw new UsageException("--host and --context are both given; give one or the other");
        }
        HomelabBuilder builder = Homelab.builder()
                .workingDirectory(console.workingDirectory())
                .environment(console.environment())
                .engineEnvironment(engineEnvironment())
                .composeFiles(options.files.get().stream().map(this::resolved).toList())
                .profiles(options.profiles.get())
                .envFiles(options.envFiles.get().stream().map(this::resolved).toList())
                .strict(options.strict.get())
                .timing(timing);
        options.catalog.get().map(this::resolved).ifPresent(builder::catalog);
        options.projectDirectory.get().map(this::resolved).ifPresent(builder::projectDirectory);
        options.projectName.get().ifPresent(name -> set(builder::projectName, name));
        options.host.get().ifPresent(host -> set(builder::host, host));
        engine.ifPresent(builder::engine);
        return builder;
    }

    /** What says where the engine is. A context that is named counts more than all else, but for the one that is none. */
    private Map<String, String> engineEnvironment() {
        Map<String, String> environment = new HashMap<>(console.environment());
        options.context.get().ifPresent(name -> {
            environment.put("DOCKER_CONTEXT", name);
            if (!name.equals("default")) {
                environment.remove("DOCKER_HOST");
            }
        });
        return environment;
    }

    private static void set(Consumer<String> setting, String value) {
        try {
            setting.accept(value);
        } catch (IllegalArgumentException refused) {
            throw new UsageException(String.valueOf(refused.getMessage()));
        }
    }

    /** A runtime that nobody listens to. */
    public HomelabRuntime runtime() {
        return builder().build();
    }

    /** Whether somebody said which engine is meant, rather than any that is there. */
    public boolean namesEngine() {
        return options.host.get().isPresent()
                || options.context.get().isPresent()
                || Stream.of("DOCKER_HOST", "DOCKER_CONTEXT")
                        .anyMatch(name ->
                                !console.environment().getOrDefault(name, "").isBlank());
    }

    private Path resolved(Path path) {
        return console.workingDirectory().resolve(path);
    }

    /** Prints a result to standard output. */
    public void show(Result result, OutputFormat format) {
        if (format == OutputFormat.TABLE) {
            result.print(page(console.out(), console.outIsTerminal()));
        } else {
            console.out().print(format.text(result.document()));
        }
        console.out().flush();
    }

    /** Prints a list to standard output, as its options ask for it. */
    public void show(Listing listing, ListingOptions options) {
        if (options.quiet()) {
            listing.ids().forEach(id -> console.out().print(id + "\n"));
        } else if (options.format() == ListingFormat.TABLE) {
            listing.print(page(console.out(), console.outIsTerminal()));
        } else {
            console.out().print(options.format().text(listing));
        }
        console.out().flush();
    }

    /** A result for people, as {@link #show} would print it. */
    public String text(Result result) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        result.print(page(writer, console.outIsTerminal()));
        writer.flush();
        return text.toString();
    }

    /** Says what is wrong with the files, beside a result that does without them. */
    public void tell(List<Problem> problems) {
        if (!problems.isEmpty()) {
            Page page = messages();
            problems.forEach(problem -> page.line(problem.toString()));
            page.line("What follows is what the files and the containers' labels still tell.");
        }
    }

    /** Text for people on standard error. */
    public Page messages() {
        return page(console.err(), console.errIsTerminal());
    }

    private Page page(PrintWriter writer, boolean terminal) {
        return new Page(writer, colored(terminal), console.columns(), this::typed);
    }

    /** Advice in the form in which it can be pasted: for the host that this command line names, too. */
    private String typed(String advice) {
        String there = options.host
                .get()
                .map(host ->
                        CALL.matcher(advice).replaceAll("$1homelab --host=" + Matcher.quoteReplacement(host) + " "))
                .orElse(advice);
        return console.typed(there);
    }

    /** Whether text is coloured that goes to a terminal or not, by {@code --color} and https://no-color.org. */
    public boolean colored(boolean terminal) {
        boolean refused = !console.environment().getOrDefault("NO_COLOR", "").isEmpty()
                || console.environment().getOrDefault("TERM", "").equals("dumb");
        return switch (options.color.get()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal && !refused;
        };
    }
}
