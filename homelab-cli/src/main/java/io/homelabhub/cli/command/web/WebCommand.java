package io.homelabhub.cli.command.web;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.OwnerNotice;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UntilCancelled;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.web.Snapshot;
import io.homelabhub.web.WebPage;
import io.homelabhub.web.WebPageBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab web}: shows the stack in a browser until Ctrl-C. */
public final class WebCommand implements Command {
    private static final String METRICS_TOKEN = "HOMELAB_METRICS_TOKEN";

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Shows the stack in a browser until Ctrl-C: its graph, plans, logs and backups.",
            "Listens on this machine alone. The address that is printed lets one browser in, once.");

    private final Supplier<Optional<Integer>> port = syntax.value(
            Integer.class,
            OptionSpec.builder("--port")
                    .paramLabel("PORT")
                    .description("The port to listen at; a free one if not given."));

    private final Supplier<Boolean> open =
            syntax.flag(OptionSpec.builder("--open").description("Opens the page in the desktop's browser."));

    private final Supplier<Boolean> allowDeploy = syntax.flag(OptionSpec.builder("--allow-deploy")
            .description("Lets the page deploy a plan that it has shown; otherwise it only shows."));

    private final Supplier<List<String>> trusted = syntax.values(
            String.class,
            OptionSpec.builder("--trusted-host")
                    .paramLabel("HOST")
                    .description("The name under which a proxy with TLS offers the page; can be repeated."));

    private final Supplier<Optional<Path>> snapshot = syntax.value(
            Path.class,
            OptionSpec.builder("--snapshot")
                    .paramLabel("FILE")
                    .description("Writes graph and states to an HTML file instead, for a wiki or a ticket."));

    public WebCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Optional<Path> file = snapshot.get().map(invocation.console().workingDirectory()::resolve);
        return file.map(this::snapshot).orElseGet(() -> UntilCancelled.run(this::serve));
    }

    private ExitCode snapshot(Path file) {
        try {
            Files.writeString(
                    file,
                    Snapshot.html(invocation.runtime(), invocation.timing().now()));
            return ExitCode.DONE;
        } catch (IOException failure) {
            throw new UsageException("the snapshot cannot be written to " + file + ": " + failure.getMessage());
        }
    }

    private ExitCode serve() {
        try (WebPage page = builder().start()) {
            PrintWriter out = invocation.console().out();
            out.print(page.invitation() + "\n");
            invocation.console().flush();
            invocation.messages().line("This address lets one browser in, once. Ctrl-C ends the page.");
            invocation.console().flush();
            return open.get() ? opened(page) : untilCancelled();
        } catch (IOException failure) {
            throw new UsageException(
                    "the page cannot be served at port " + port.get().orElse(0) + ": " + failure.getMessage()
                            + "; give another to --port, or none for a free one");
        }
    }

    private ExitCode opened(WebPage page) throws IOException {
        try (Browser browser = Browser.opening(page.invitation())) {
            browser.problem().ifPresent(problem -> {
                invocation.messages().line(problem + " Open the address above.");
                invocation.console().flush();
            });
            return untilCancelled();
        }
    }

    /** What closes the page comes after it, and hears the next Ctrl-C. */
    private ExitCode untilCancelled() {
        try {
            boolean unused = invocation.timing().<Boolean>mailbox().take();
        } catch (InterruptedException cancelled) {
            return ExitCode.CANCELLED;
        }
        return ExitCode.DONE;
    }

    private WebPageBuilder builder() {
        try {
            WebPageBuilder builder = WebPage.builder(this::runtime)
                    .timing(invocation.timing())
                    .deliveries(new OwnerNotice(invocation)::report)
                    .allowDeploy(allowDeploy.get())
                    .port(port.get().orElse(0));
            trusted.get().forEach(builder::trustedHost);
            Optional.ofNullable(invocation.console().environment().get(METRICS_TOKEN))
                    .filter(token -> !token.isEmpty())
                    .ifPresent(builder::metricsToken);
            return builder;
        } catch (IllegalArgumentException refused) {
            throw new UsageException(String.valueOf(refused.getMessage()));
        }
    }

    private HomelabRuntime runtime(ProgressListener listener) {
        return invocation.builder().keepEngineOpen(true).listener(listener).build();
    }
}
