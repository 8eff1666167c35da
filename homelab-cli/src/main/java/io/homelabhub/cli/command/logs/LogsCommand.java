package io.homelabhub.cli.command.logs;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.PointInTime;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.LogPrinter;
import io.homelabhub.cli.output.TextLogPrinter;
import io.homelabhub.operation.LogEntry;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceLog;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab logs}: what services write, in the order in which they wrote it. */
public final class LogsCommand implements Command {
    /** The forms in which lines are printed. */
    enum Form {
        TEXT,
        JSONL
    }

    /** So many lines go by before somebody looks whether they are still read. */
    private static final int BETWEEN_LOOKS = 500;

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Prints what services have written, in the order in which they wrote it.",
            "Of all hosts, unless one is named. Escape sequences other than colours are left out, and known secrets"
                    + " hidden.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns; all that have containers if not given."));

    private final Supplier<Boolean> follow = syntax.flag(OptionSpec.builder("--follow")
            .description("Goes on with what is written from now on, also by containers that come later, until Ctrl-C."
                    + " -f behind the command's name is short for it."));

    private final Supplier<Optional<Integer>> index = syntax.value(
            Integer.class,
            OptionSpec.builder("--index")
                    .paramLabel("N")
                    .description("Only the containers with this number, where services have several."));

    private final Supplier<Optional<String>> tail = syntax.value(
            String.class,
            OptionSpec.builder("-n", "--tail")
                    .paramLabel("N")
                    .description("How many lines of each container to begin with; all if not given."));

    private final Supplier<Optional<String>> since = syntax.value(
            String.class,
            OptionSpec.builder("--since")
                    .paramLabel("TIME")
                    .description("Only what was written since then: " + PointInTime.FORMS + "."));

    private final Supplier<Optional<String>> until = syntax.value(
            String.class,
            OptionSpec.builder("--until").paramLabel("TIME").description("Only what was written before."));

    private final Supplier<Optional<String>> grep = syntax.value(
            String.class,
            OptionSpec.builder("--grep")
                    .paramLabel("PATTERN")
                    .description("Only lines in which this regular expression is found."));

    private final Supplier<Boolean> timestamps = syntax.flag(
            OptionSpec.builder("-t", "--timestamps").description("Begins each line with its time, to the nanosecond."));

    private final Supplier<Boolean> noPrefix =
            syntax.flag(OptionSpec.builder("--no-log-prefix").description("Leaves out whose line it is."));

    private final Supplier<Form> form = syntax.choice(
            Form.TEXT,
            OptionSpec.builder("--format")
                    .paramLabel("FORM")
                    .description("text (for people) or jsonl (for programs: one JSON object per line)."));

    public LogsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        LogQuery query = query();
        Predicate<String> isWanted = grep.get().map(LogsCommand::pattern).orElse(text -> true);
        HomelabRuntime runtime = invocation.runtime();
        boolean spread = runtime.fleet().isSpread();
        try (ServiceLog log = spread
                ? runtime.fleet().logs(query, this::tell)
                : runtime.services().logs(query, this::tell)) {
            print(log, isWanted);
            return log.silent().isEmpty() ? ExitCode.DONE : ExitCode.ENGINE_UNREACHABLE;
        }
    }

    private LogQuery query() {
        Instant now = invocation.timing().now();
        ZoneId zone = ZoneId.systemDefault();
        Optional<Instant> from = since.get().map(text -> PointInTime.parse("--since", text, now, zone));
        Optional<Instant> to = until.get().map(text -> PointInTime.parse("--until", text, now, zone));
        if (follow.get() && to.isPresent()) {
            throw new UsageException("--follow and --until are both given; give one or the other");
        }
        return new LogQuery(
                names.get(),
                index.get(),
                tail.get().filter(text -> !text.equals("all")).map(LogsCommand::count),
                from,
                to,
                follow.get());
    }

    private static int count(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new UsageException("--tail is '" + text + "'; give a number of lines, or all");
    }

    private static Predicate<String> pattern(String text) {
        try {
            return Pattern.compile(text).asPredicate();
        } catch (PatternSyntaxException wrong) {
            throw new UsageException("--grep is '" + text + "', which is not a regular expression: "
                    + wrong.getDescription().toLowerCase(Locale.ROOT));
        }
    }

    private void tell(String notice) {
        invocation.messages().line(notice);
        invocation.console().flush();
    }

    /** Prints until the log ends, or nobody reads what is printed. */
    private void print(ServiceLog log, Predicate<String> isWanted) {
        PrintWriter out = invocation.console().out();
        boolean colored = invocation.colored(invocation.console().outIsTerminal());
        LogPrinter printer = form.get() == Form.JSONL
                ? new JsonLogPrinter(out)
                : new TextLogPrinter(out, log.containers(), colored, timestamps.get(), !noPrefix.get());
        long lines = 0;
        for (Optional<LogEntry> entry = log.next(); entry.isPresent(); entry = log.next()) {
            printer.print(entry.get(), isWanted);
            lines++;
            boolean pause = follow.get() ? !log.ready() : lines % BETWEEN_LOOKS == 0;
            if (pause && out.checkError()) {
                return;
            }
        }
    }
}
