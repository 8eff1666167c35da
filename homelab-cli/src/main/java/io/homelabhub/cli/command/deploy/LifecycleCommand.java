package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.planning.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab start}, {@code stop} and {@code restart}: services as they are, in the order of their dependencies. */
public final class LifecycleCommand implements Command {
    private final Invocation invocation;
    private final Lifecycle lifecycle;
    private final Syntax syntax;
    private final Supplier<List<String>> names;
    private final Supplier<Boolean> withDependents;
    private final RunOptions run;
    private final FormatOption format;

    private LifecycleCommand(Invocation invocation, Lifecycle lifecycle, String... description) {
        this.invocation = invocation;
        this.lifecycle = lifecycle;
        this.syntax = new Syntax(this, description);
        this.names = syntax.words(PositionalParamSpec.builder()
                .paramLabel("NAME")
                .arity("1..*")
                .description("Services, groups or patterns, or all."));
        this.withDependents = lifecycle == Lifecycle.START
                ? () -> false
                : syntax.flag(OptionSpec.builder("--with-dependents")
                        .description("Also " + lifecycle.text() + "s what needs the services."));
        this.run = new RunOptions(syntax);
        this.format = new FormatOption(syntax);
    }

    /** Starts what is down. */
    public static LifecycleCommand start(Invocation invocation) {
        return new LifecycleCommand(
                invocation,
                Lifecycle.START,
                "Starts containers that are down, dependencies first, and waits until they are ready.",
                "What the services need is started as well, as far as it is there. Makes no container: `homelab deploy` does.");
    }

    /** Stops what is up. */
    public static LifecycleCommand stop(Invocation invocation) {
        return new LifecycleCommand(
                invocation,
                Lifecycle.STOP,
                "Stops containers, dependants first, and leaves them there.",
                "What needs the services and runs on is named. `homelab start` starts them again.");
    }

    /** Stops and starts. */
    public static LifecycleCommand restart(Invocation invocation) {
        return new LifecycleCommand(
                invocation,
                Lifecycle.RESTART,
                "Stops containers, dependants first, and starts them again, dependencies first, each waited for.",
                "Containers keep their configuration; those that differ from the files are named. Nothing else is restarted"
                        + " but what shares a namespace with them.");
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        AttendedApply application = new AttendedApply(invocation, run, format.format());
        Optional<Duration> within = run.within();
        LifecycleRequest request =
                new LifecycleRequest(lifecycle, names.get(), withDependents.get(), within, run.lockWait());
        return application.apply(application.runtime().services().plan(request));
    }
}
