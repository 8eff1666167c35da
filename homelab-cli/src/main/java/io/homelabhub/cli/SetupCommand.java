package io.homelabhub.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code homelab setup}: looks whether this machine has all that a deploy needs. */
@CommandLine.Command(
        name = "setup",
        description = {
            "Checks Java, the engine, the permission to use it, the catalog, the Compose files and .env, and prints the"
                    + " commands that put right what is missing.",
            "Changes nothing unless an option below asks for it."
        })
final class SetupCommand implements Command {
    private final Invocation invocation;
    private final Machine machine;

    @Option(
            names = "--install-engine",
            description = "Installs Docker from the distribution's packages if no engine answers (Debian, Ubuntu).")
    private boolean installEngine;

    @Option(
            names = "--write-env",
            description = "Makes .env from .env.example, with passwords of its own making, if there is no .env.")
    private boolean writeEnv;

    @Mixin
    private final FormatOption format = new FormatOption();

    SetupCommand(Invocation invocation) {
        this(invocation, new Machine());
    }

    SetupCommand(Invocation invocation, Machine machine) {
        this.invocation = invocation;
        this.machine = machine;
    }

    @Override
    public ExitCode run() {
        EngineCheck engine = new EngineCheck(invocation, machine);
        EnvironmentFile environment = EnvironmentFile.of(invocation.console());
        if (installEngine && !engine.answers()) {
            engine.install();
        }
        if (writeEnv) {
            environment.writeIfMissing();
        }
        SetupResult result = new SetupResult(List.of(
                Check.ok("Java", Runtime.version().toString()),
                engine.check(),
                environment.check(),
                new FilesCheck(invocation).check()));
        invocation.show(result, format.format);
        return result.code();
    }
}
