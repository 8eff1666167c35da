package io.homelabhub.cli.command.container;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.cli.session.AttendedSession;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.operation.ServiceContainer;
import io.homelabhub.operation.ServiceOperations;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab db}: a database's own client, as whom its container was set up for. */
public final class DbCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Opens the client of a service's database: psql, mysql, redis-cli or mongosh of its container.",
            "Who it is and the password come from the container's own environment; neither is an argument of any process.");

    private final Supplier<List<String>> words = syntax.words(PositionalParamSpec.builder()
            .paramLabel("SERVICE [ARGUMENT...]")
            .hideParamSyntax(true)
            .arity("1..*")
            .description("The service, and arguments for its client, as in `homelab db postgres -c 'select 1'`."));

    private final ContainerOptions container = new ContainerOptions(syntax);

    private final Supplier<Boolean> noTerminal = syntax.flag(
            OptionSpec.builder("-T", "--no-tty").description("Gives the client no terminal, whatever this one has."));

    public DbCommand(Invocation invocation) {
        this.invocation = invocation;
        syntax.endsAtFirstWord();
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitStatus run() {
        ServiceOperations services = invocation.runtime().services();
        ServiceContainer target = container.of(words.get().get(0));
        List<String> arguments = words.get().subList(1, words.get().size());
        ExecRequest client = services.databaseClient(target, arguments).withInput();
        Console console = invocation.console();
        if (!noTerminal.get() && AttendedSession.isAtTerminal(console)) {
            client = client.withTerminal(AttendedSession.size(console));
        }
        try (ContainerSession session = services.exec(target, client)) {
            return new AttendedSession(invocation, Optional.empty()).attend(session, true);
        }
    }
}
