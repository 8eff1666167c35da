package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.cli.session.AttendedSession;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.operation.OneOffSession;
import io.homelabhub.operation.PreparedRun;
import io.homelabhub.operation.RunRequest;
import io.homelabhub.planning.Build;
import io.homelabhub.planning.Pull;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab run}: runs a service once in a container of its own, with the streams of this process. */
public final class RunCommand implements Command {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Runs a service or a job once, in a new container beside those that serve.",
            "What it needs is deployed first. It has a terminal where this one has; piped bytes pass as they are. Ctrl-C"
                    + " stops it. Ends with its own exit code.");

    private final Supplier<List<String>> words = syntax.words(PositionalParamSpec.builder()
            .paramLabel("SERVICE [COMMAND] [ARGUMENT...]")
            .hideParamSyntax(true)
            .arity("1..*")
            .description("The service or job, and a command in place of its own."));

    private final OneOffOptions container = new OneOffOptions(syntax);

    private final Supplier<Boolean> build =
            syntax.flag(OptionSpec.builder("--build").description("Builds the images first, even if they are there."));

    private final Supplier<Optional<Pull>> pull = syntax.value(
            Pull.class,
            OptionSpec.builder("--pull")
                    .paramLabel("WHEN")
                    .description("When images are pulled, whatever pull_policy says: always, missing or never."));

    private final Supplier<Boolean> withoutDependencies =
            syntax.flag(OptionSpec.builder("--no-deps").description("Deploys nothing that the service needs."));

    private final Supplier<Boolean> removeOrphans = syntax.flag(OptionSpec.builder("--remove-orphans")
            .description("Removes containers of services that are no longer described, and one-offs that have ended."));

    private final Supplier<Boolean> detach = syntax.flag(
            OptionSpec.builder("-d", "--detach").description("Leaves the container to itself, and prints its name."));

    private final Supplier<Boolean> interactive = syntax.switchedOn(OptionSpec.builder("-i", "--interactive")
            .paramLabel("true|false")
            .description("Whether it reads what is typed or piped here, as it does if not given."));

    private final Supplier<Boolean> noTerminal = syntax.flag(
            OptionSpec.builder("-T", "--no-tty").description("Gives it no terminal, whatever this one has."));

    private final Supplier<Boolean> remove = syntax.flag(OptionSpec.builder("--rm")
            .description("Removes the container when it has ended, with its anonymous volumes."));

    private final Supplier<Boolean> quiet =
            syntax.flag(OptionSpec.builder("-q", "--quiet").description("Shows nothing but what the service writes."));

    private final Supplier<Boolean> quietPull = syntax.flag(
            OptionSpec.builder("--quiet-pull").description("Tells of a pull, and not how far it has come."));

    private final Supplier<Boolean> quietBuild = syntax.flag(
            OptionSpec.builder("--quiet-build").description("Tells of a build, and not how far it has come."));

    private final RunOptions run = new RunOptions(syntax);

    public RunCommand(Invocation invocation) {
        this.invocation = invocation;
        syntax.flag(OptionSpec.builder("-t", "--tty").hidden(true).description("As it is anyway."));
        syntax.endsAtFirstWord();
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitStatus run() {
        AttendedApply application = new AttendedApply(invocation, run, OutputFormat.TABLE, progress());
        ExitStatus before = neededJobs(application);
        if (before.code() != 0) {
            return before;
        }
        PreparedRun prepared = application.runtime().services().plan(request());
        ExitCode made = application.applyForAnother(prepared.preparation());
        if (made != ExitCode.DONE) {
            return made;
        }
        if (detach.get()) {
            prepared.startDetached();
            invocation.console().out().print(prepared.container() + "\n");
            return ExitCode.DONE;
        }
        return attended(prepared, interactive.get());
    }

    /** What a job needs of other jobs is run before, and leaves nothing behind. */
    private ExitStatus neededJobs(AttendedApply application) {
        List<String> needed = withoutDependencies.get()
                ? List.of()
                : application.runtime().jobs().neededBy(words.get().get(0));
        for (String job : needed) {
            invocation.messages().line("job " + job + " runs first");
            PreparedRun prepared =
                    application.runtime().services().plan(RunRequest.of(job).removed());
            ExitCode made = application.applyForAnother(prepared.preparation());
            ExitStatus ended = made == ExitCode.DONE ? attended(prepared, false) : made;
            if (ended.code() != 0) {
                invocation
                        .messages()
                        .line("homelab: job " + job + ", which it needs, ended with exit code " + ended.code());
                return ended;
            }
        }
        return ExitCode.DONE;
    }

    private ExitStatus attended(PreparedRun prepared, boolean input) {
        OneOffSession started;
        try {
            started = prepared.start();
        } catch (EngineException failure) {
            return unstarted(failure);
        }
        try (OneOffSession session = started) {
            return new AttendedSession(invocation, Optional.empty())
                    .stoppedBy(session::stop)
                    .attend(session, input);
        }
    }

    /** A program that is not there, or cannot be run, is told by the code that a shell has for it. */
    private ExitStatus unstarted(EngineException failure) {
        String message = String.valueOf(failure.getMessage());
        Optional<Integer> code = Optional.empty();
        if (message.contains("executable file not found") || message.contains("no such file or directory")) {
            code = Optional.of(NOT_FOUND);
        } else if (message.contains("permission denied") && message.contains("runtime create failed")) {
            code = Optional.of(NOT_EXECUTABLE);
        }
        ExitStatus status = code.map(ExitStatus::passedOn).orElseThrow(() -> failure);
        invocation.messages().line("homelab: " + message);
        return status;
    }

    private RunOptions.Progress progress() {
        if (quiet.get()) {
            return RunOptions.Progress.QUIET;
        }
        boolean plain = (quietPull.get() || quietBuild.get()) && run.progress() == RunOptions.Progress.AUTO;
        return plain ? RunOptions.Progress.PLAIN : run.progress();
    }

    private RunRequest request() {
        Console console = invocation.console();
        boolean typed = interactive.get() && !noTerminal.get() && AttendedSession.isAtTerminal(console);
        Optional<TerminalSize> terminal = typed ? Optional.of(AttendedSession.size(console)) : Optional.empty();
        return new RunRequest(
                words.get().get(0),
                words.get().subList(1, words.get().size()),
                container.changes(console),
                interactive.get(),
                terminal,
                remove.get(),
                deploy(words.get().get(0)));
    }

    private DeployRequest deploy(String service) {
        DeployRequest request = DeployRequest.of(List.of(service))
                .withDependencies(!withoutDependencies.get())
                .withRemoveOrphans(removeOrphans.get())
                .withBuild(build.get() ? Build.ALWAYS : Build.AS_NEEDED)
                .withLockWait(run.lockWait());
        DeployRequest pulled = pull.get().map(request::withPull).orElse(request);
        return run.within().map(pulled::withWithin).orElse(pulled);
    }
}
