package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.NotReached;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.planning.Lifecycle;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab start}, {@code stop}, {@code restart}, {@code pause}, {@code unpause}, {@code kill}: services as they are. */
public final class LifecycleCommand implements Command {
    private final Invocation invocation;
    private final Lifecycle lifecycle;
    private final Syntax syntax;
    private final Supplier<List<String>> names;
    private final Supplier<Boolean> withDependents;
    private final Supplier<Boolean> alone;
    private final StopTimeoutOption stopTimeout;
    private final Supplier<Optional<String>> signal;
    private final Supplier<Boolean> orphans;
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
        boolean stops = lifecycle == Lifecycle.STOP || lifecycle == Lifecycle.RESTART;
        boolean starts = lifecycle == Lifecycle.START || lifecycle == Lifecycle.RESTART;
        this.withDependents = stops
                ? syntax.flag(OptionSpec.builder("--with-dependents")
                        .description("Also " + lifecycle.text() + "s what needs the services."))
                : () -> false;
        this.alone = starts
                ? syntax.flag(OptionSpec.builder("--no-deps").description("Includes nothing but what is named."))
                : () -> false;
        this.stopTimeout = stops ? new StopTimeoutOption(syntax) : StopTimeoutOption.NONE;
        this.signal = lifecycle == Lifecycle.KILL
                ? syntax.value(
                        String.class,
                        OptionSpec.builder("-s", "--signal")
                                .paramLabel("SIGNAL")
                                .description("The signal, as SIGHUP, TERM or 9; SIGKILL if not given."))
                : Optional::empty;
        this.orphans = lifecycle == Lifecycle.KILL
                ? syntax.flag(OptionSpec.builder("--remove-orphans")
                        .description(
                                "With all: also those of services that are in the files no more. They are not removed,"
                                        + " as in docker compose."))
                : () -> false;
        this.run = new RunOptions(syntax);
        this.format = new FormatOption(syntax);
    }

    /** Starts what is down. */
    public static LifecycleCommand start(Invocation invocation) {
        return new LifecycleCommand(
                invocation,
                Lifecycle.START,
                "Starts containers that are down, dependencies first, and waits until they are ready.",
                "What the services need is started as well, as far as it is there. Makes no container: `homelab"
                        + " deploy` does.");
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
                "Containers keep their configuration; those that differ from the files are named. Nothing else is"
                        + " restarted but what shares a namespace with them.");
    }

    /** Freezes. */
    public static LifecycleCommand pause(Invocation invocation) {
        return new LifecycleCommand(
                invocation,
                Lifecycle.PAUSE,
                "Pauses containers: their processes stand still and keep all that they have.",
                "`homelab unpause` lets them go on.");
    }

    /** Lets go on. */
    public static LifecycleCommand unpause(Invocation invocation) {
        return new LifecycleCommand(
                invocation, Lifecycle.UNPAUSE, "Lets the processes of paused containers go on where they stood.");
    }

    /** Sends a signal. */
    public static LifecycleCommand kill(Invocation invocation) {
        return new LifecycleCommand(
                invocation,
                Lifecycle.KILL,
                "Sends a signal to containers that are up; SIGKILL ends them at once.",
                "To end them in order and with time to finish: `homelab stop`.");
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        AttendedApply application = new AttendedApply(invocation, run, format.format());
        HomelabRuntime runtime = application.runtime();
        ExitCode code = application.apply(runtime.services().plan(request()));
        new NotReached(invocation, runtime, names.get()).tell(done(), lifecycle.text() + " %s");
        return code;
    }

    private String done() {
        return switch (lifecycle) {
            case START -> "started";
            case STOP -> "stopped";
            case RESTART -> "restarted";
            case PAUSE -> "paused";
            case UNPAUSE -> "unpaused";
            case KILL -> "killed";
        };
    }

    private LifecycleRequest request() {
        LifecycleRequest request = LifecycleRequest.of(lifecycle, names.get())
                .withDependents(withDependents.get())
                .withAlone(alone.get())
                .withOrphans(orphans.get())
                .withLockWait(run.lockWait());
        LifecycleRequest timed = stopTimeout.get().map(request::withStopTimeout).orElse(request);
        LifecycleRequest limited = run.within().map(timed::withWithin).orElse(timed);
        try {
            return signal.get().map(limited::withSignal).orElse(limited);
        } catch (IllegalArgumentException noSignal) {
            throw new UsageException("--signal: " + noSignal.getMessage());
        }
    }
}
