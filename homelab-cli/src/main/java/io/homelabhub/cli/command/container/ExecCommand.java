package io.homelabhub.cli.command.container;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.GivenVariables;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.cli.session.AttendedSession;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.operation.ServiceContainer;
import io.homelabhub.operation.ServiceOperations;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab exec}: runs a command in a service's container, with the streams of this process. */
public final class ExecCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Runs a command in a service's container.",
            "It has a terminal where this one has; piped bytes pass as they are. Ends with the command's own exit code.");

    private final Supplier<List<String>> words = syntax.words(PositionalParamSpec.builder()
            .paramLabel("SERVICE COMMAND [ARGUMENT...]")
            .hideParamSyntax(true)
            .arity("2..*")
            .description("The service, and the command with its arguments."));

    private final Supplier<Boolean> detach = syntax.flag(
            OptionSpec.builder("-d", "--detach").description("Leaves the command to itself and waits for nothing."));

    private final Supplier<List<String>> environment = syntax.values(
            String.class,
            OptionSpec.builder("-e", "--env")
                    .paramLabel("NAME[=VALUE]")
                    .description(
                            "A variable for the command; without a value, that of this environment. Can be repeated."));

    private final ContainerOptions container = new ContainerOptions(syntax);

    private final Supplier<Boolean> noTerminal = syntax.flag(
            OptionSpec.builder("-T", "--no-tty").description("Gives the command no terminal, whatever this one has."));

    private final Supplier<Boolean> privileged = syntax.flag(
            OptionSpec.builder("--privileged").description("Gives the command the rights of the host's root."));

    private final Supplier<Optional<String>> user = syntax.value(
            String.class,
            OptionSpec.builder("-u", "--user")
                    .paramLabel("USER")
                    .description("Who runs it, as name or number, with :GROUP behind if wanted."));

    private final Supplier<Optional<String>> folder = syntax.value(
            String.class,
            OptionSpec.builder("-w", "--workdir")
                    .paramLabel("DIR")
                    .description("The folder of the container to run it in."));

    private final Supplier<Optional<String>> detachKeys = syntax.value(
            String.class,
            OptionSpec.builder("--detach-keys")
                    .paramLabel("KEYS")
                    .description("What leaves the command to itself when typed; ctrl-p,ctrl-q if not given."));

    public ExecCommand(Invocation invocation) {
        this.invocation = invocation;
        syntax.flag(OptionSpec.builder("-i", "--interactive").hidden(true).description("As it is anyway."));
        syntax.flag(OptionSpec.builder("-t", "--tty").hidden(true).description("As it is anyway."));
        syntax.endsAtFirstWord();
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitStatus run() {
        ServiceContainer target = container.of(words.get().get(0));
        List<String> command = words.get().subList(1, words.get().size());
        ServiceOperations services = invocation.runtime().services();
        if (detach.get()) {
            services.execDetached(target, request(command, Optional.empty(), false));
            return ExitCode.DONE;
        }
        AttendedSession attended = new AttendedSession(invocation, detachKeys.get());
        Console console = invocation.console();
        Optional<TerminalSize> terminal = !noTerminal.get() && AttendedSession.isAtTerminal(console)
                ? Optional.of(AttendedSession.size(console))
                : Optional.empty();
        try (ContainerSession session = services.exec(target, request(command, terminal, true))) {
            return attended.attend(session, true);
        }
    }

    private ExecRequest request(List<String> command, Optional<TerminalSize> terminal, boolean input) {
        return new ExecRequest(
                command,
                input,
                terminal,
                user.get(),
                folder.get(),
                GivenVariables.of(environment.get(), invocation.console().environment()),
                privileged.get(),
                detachKeys.get());
    }
}
