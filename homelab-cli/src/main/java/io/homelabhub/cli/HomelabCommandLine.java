package io.homelabhub.cli;

import io.homelabhub.cli.command.status.Overview;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FailureText;
import io.homelabhub.cli.line.FollowFlag;
import io.homelabhub.cli.line.HelpText;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.cli.output.Version;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.time.Timing;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Understands one command line, has its command carried out and says how it ended. */
final class HomelabCommandLine {
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
        HomelabCommand homelab = new HomelabCommand();
        Invocation invocation = new Invocation(console, homelab.options(), engine, timing);
        ExitStatus code;
        try {
            CommandLine commandLine = commandLine(homelab, invocation, CommandName.meantBy(args));
            code = carryOut(
                    invocation,
                    commandLine,
                    FollowFlag.writtenOut(CommandName.LOGS.text(), HomelabCommandLine::isWhole, args));
        } catch (ParameterException e) {
            code = new UsageFailure(e, args).print(console);
        } catch (RuntimeException | Error e) {
            code = new FailureText(e).print(invocation);
        }
        console.flush();
        return code.code();
    }

    /** Whether these are options of the program's own, with their values. */
    private static boolean isWhole(List<String> words) {
        try {
            ParseResult unused =
                    new HomelabCommand().syntax().commandLine("homelab").parseArgs(words.toArray(String[]::new));
            return true;
        } catch (ParameterException incomplete) {
            return false;
        }
    }

    private ExitStatus carryOut(Invocation invocation, CommandLine commandLine, String... args) {
        ParseResult parsed = commandLine.parseArgs(args);
        ParseResult leaf = parsed;
        boolean explained = parsed.isUsageHelpRequested();
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
            explained |= leaf.isUsageHelpRequested();
        }
        if (explained) {
            console.out().print(new HelpText(leaf.commandSpec(), console.columns()).text());
            return ExitCode.DONE;
        }
        if (parsed.isVersionHelpRequested()) {
            console.out().println(Version.text());
            return ExitCode.DONE;
        }
        Overview overview = new Overview(invocation);
        return !parsed.hasSubcommand() && overview.isWanted()
                ? overview.show()
                : ((Command) leaf.commandSpec().userObject()).run();
    }

    /** {@code homelab} with the commands {@code names}. */
    static CommandLine commandLine(HomelabCommand homelab, Invocation invocation, Iterable<CommandName> names) {
        for (CommandName name : names) {
            homelab.syntax().add(name.group().heading(), name.text(), name.make(invocation));
        }
        return homelab.syntax().commandLine("homelab");
    }
}
