package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.NotReached;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UntilCancelled;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.develop.DevelopmentWatch;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceLog;
import io.homelabhub.planning.Build;
import io.homelabhub.time.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab watch}: carries changes of files into containers as they are made. */
public final class WatchCommand implements Command {
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Deploys services, then carries changes of files into their containers until Ctrl-C.",
            "What is watched, and whether a change is copied, builds the image anew or restarts the service, is said under"
                    + " `develop: watch:` of a service. Left out are what .dockerignore names, .git, and what editors put"
                    + " beside a file.",
            "A change that cannot be carried is told; it is tried again when the file changes again.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns; all if not given."));

    private final Supplier<Boolean> noUp = syntax.flag(
            OptionSpec.builder("--no-up").description("Deploys nothing first: what runs is taken as it is."));

    private final Supplier<Boolean> follow =
            syntax.flag(OptionSpec.builder("--follow", "--attach").description("Also prints what the services write."));

    private final RunOptions run = new RunOptions(syntax);

    public WatchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        AttendedApply application = new AttendedApply(invocation, run, OutputFormat.TABLE);
        HomelabRuntime runtime = application.runtime();
        new NotReached(invocation, runtime, names.get()).tell("watched", "watch %s");
        Instant begin = invocation.timing().now();
        try (DevelopmentWatch watch = runtime.development().watch(names.get(), new WatchMessages(invocation))) {
            ExitCode deployed = noUp.get() ? ExitCode.DONE : application.apply(runtime.plan(request()));
            return deployed == ExitCode.DONE ? UntilCancelled.run(() -> attended(runtime, watch, begin)) : deployed;
        }
    }

    /** What is built anew is cheap where nothing has changed. */
    private DeployRequest request() {
        List<String> asked = names.get().isEmpty() ? List.of("all") : names.get();
        DeployRequest request = DeployRequest.of(asked).withBuild(Build.ALWAYS).withLockWait(run.lockWait());
        return run.within().map(request::withWithin).orElse(request);
    }

    private ExitCode attended(HomelabRuntime runtime, DevelopmentWatch watch, Instant begin) {
        if (!follow.get()) {
            return watched(watch);
        }
        LogQuery query = LogQuery.of(names.get()).withSince(begin).following();
        try (ServiceLog log = runtime.services().logs(query, invocation.messages()::line)) {
            FollowedLog lines = new FollowedLog(invocation, log);
            Task printing = invocation.timing().start("homelab-follow", lines::print);
            try {
                return watched(watch);
            } finally {
                printing.interrupt();
            }
        }
    }

    private ExitCode watched(DevelopmentWatch watch) {
        watch.rules().forEach(rule -> invocation.messages().line("Watching " + rule));
        watch.initialSync();
        invocation.messages().line("Watching: Ctrl-C ends this, and the services go on.");
        if (watch.isLooking()) {
            invocation
                    .messages()
                    .line("This machine listens to no more folders, so they are looked at every two seconds;"
                            + " `sysctl fs.inotify.max_user_watches=1048576` lets it listen.");
        }
        invocation.console().flush();
        while (true) {
            boolean unused = watch.next(A_YEAR);
        }
    }
}
