package io.homelabhub.cli.command.setup;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab setup}: looks whether this machine has all that a deploy needs. */
public final class SetupCommand implements Command {
    private final Invocation invocation;
    private final Machine machine;
    private final Syntax syntax = new Syntax(
            this,
            "Checks Java, the engine, the permission to use it, the catalog, the Compose files and .env, and prints the"
                    + " commands that fix what is missing.",
            "Changes nothing unless an option below asks for it.");

    private final Supplier<Boolean> installEngine = syntax.flag(OptionSpec.builder("--install-engine")
            .description("Installs Docker from the distribution's packages if no engine answers (Debian, Ubuntu)."));

    private final Supplier<Boolean> writeEnv = syntax.flag(OptionSpec.builder("--write-env")
            .description("Creates .env from .env.example, with new passwords, if there is no .env."));

    private final FormatOption format = new FormatOption(syntax);

    public SetupCommand(Invocation invocation) {
        this(invocation, new Machine());
    }

    SetupCommand(Invocation invocation, Machine machine) {
        this.invocation = invocation;
        this.machine = machine;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        EngineCheck engine = new EngineCheck(invocation, machine);
        EnvironmentFile environment = EnvironmentFile.of(invocation.runtime());
        if (installEngine.get() && !engine.answers()) {
            engine.install();
        }
        if (writeEnv.get()) {
            environment.writeIfMissing();
        }
        List<Check> checks = new ArrayList<>(List.of(
                Check.ok("Java", Runtime.version().toString()),
                engine.check(),
                environment.check(),
                new FilesCheck(invocation).check()));
        new OldDataCheck(invocation).check().forEach(checks::add);
        new UpgradeCheck(invocation).check().forEach(checks::add);
        SetupResult result = new SetupResult(checks);
        invocation.show(result, format.format());
        return result.code();
    }
}
