package io.homelabhub.cli.command.container;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.cli.session.AttendedSession;
import io.homelabhub.engine.AttachRequest;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.operation.ServiceContainer;
import io.homelabhub.operation.ServiceOperations;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab attach}: joins the streams of a service's own process. */
public final class AttachCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Joins the input and output of a service's container.",
            "Ctrl-C goes to the container. Ends with the exit code of the container, or when the detach keys are typed.");

    private final Supplier<List<String>> service = syntax.words(PositionalParamSpec.builder()
            .paramLabel("SERVICE")
            .hideParamSyntax(true)
            .arity("1")
            .description("The service."));

    private final ContainerOptions container = new ContainerOptions(syntax);

    private final Supplier<Boolean> noInput = syntax.flag(
            OptionSpec.builder("--no-stdin").description("Shows what it writes, and gives it nothing to read."));

    private final Supplier<Optional<String>> detachKeys = syntax.value(
            String.class,
            OptionSpec.builder("--detach-keys")
                    .paramLabel("KEYS")
                    .description("What leaves the container to itself when typed; ctrl-p,ctrl-q if not given."));

    private final Supplier<Optional<Boolean>> proxy = syntax.value(
            Boolean.class,
            OptionSpec.builder("--sig-proxy")
                    .paramLabel("true|false")
                    .arity("0..1")
                    .fallbackValue("true")
                    .description("Whether Ctrl-C and kill go to the container, as they do if not given, or leave it."));

    public AttachCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitStatus run() {
        ServiceOperations services = invocation.runtime().services();
        ServiceContainer target = container.of(service.get().get(0));
        AttendedSession attended = new AttendedSession(invocation, detachKeys.get());
        if (proxy.get().orElse(true)) {
            attended = attended.tellingSignals(signal -> services.signal(target, signal));
        }
        boolean input = !noInput.get();
        try (ContainerSession session = services.attach(target, new AttachRequest(input, detachKeys.get()))) {
            if (session.hasTerminal() && invocation.console().outIsTerminal()) {
                session.resize(AttendedSession.size(invocation.console()));
            }
            return attended.attend(session, input);
        }
    }
}
