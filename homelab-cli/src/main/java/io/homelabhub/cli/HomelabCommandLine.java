package io.homelabhub.cli;

import io.homelabhub.engine.EngineProvider;
import io.homelabhub.time.Timing;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Understands one command line, has its command carried out and says how it ended. */
final class HomelabCommandLine {
    private static final int NARROWEST_HELP = 60;
    private static final int WIDEST_HELP = 110;

    private final Console console;
    private final Optional<EngineProvider> engine;
    private final Timing timing;

    HomelabCommandLine(Console console, Optional<EngineProvider> engine, Timing timing) {
        this.console = console;
        this.engine = engine;
        this.timing = timing;
    }

    /**
     * Runs {@code args}.
     *
     * @return the exit code
     */
    int run(String... args) {
        GlobalOptions options = new GlobalOptions();
        Invocation invocation = new Invocation(console, options, engine, timing);
        ExitCode code;
        try {
            code = carryOut(commandLine(invocation, options, CommandName.meantBy(args)), args);
        } catch (ParameterException e) {
            code = new UsageFailure(e, args).print(console);
        } catch (RuntimeException | Error e) {
            code = new FailureText(e).print(invocation);
        }
        console.flush();
        return code.code();
    }

    private ExitCode carryOut(CommandLine commandLine, String... args) {
        ParseResult parsed = commandLine.parseArgs(args);
        ParseResult leaf = parsed;
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
        }
        if (leaf.isUsageHelpRequested()) {
            console.out().print(new HelpText(leaf.commandSpec()).text());
            return ExitCode.DONE;
        }
        if (parsed.isVersionHelpRequested()) {
            console.out().println(Version.text());
            return ExitCode.DONE;
        }
        return ((Command) leaf.commandSpec().userObject()).run();
    }

    /** The command line with the commands {@code names}. */
    static CommandLine commandLine(Invocation invocation, GlobalOptions options, Iterable<CommandName> names) {
        CommandLine commandLine = new CommandLine(new HomelabCommand(options));
        for (CommandName name : names) {
            commandLine.addSubcommand(name.text(), name.make(invocation));
        }
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(30)
                .setUsageHelpWidth(Math.min(
                        WIDEST_HELP,
                        Math.max(NARROWEST_HELP, invocation.console().columns())));
    }
}
