package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.NotReached;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.deployment.RollbackRequest;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab rollback}: back to images that services ran before. */
public final class RollbackCommand implements Command {
    private static final int MOST_DIGITS = 4;

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Goes back to the images that services ran before a deploy gave them others.",
            "The names in the files stand for the old images again, until the next update. `homelab history` lists what is"
                    + " remembered; volumes stay as they are.");

    private final Supplier<List<String>> words = syntax.words(PositionalParamSpec.builder()
            .paramLabel("[N] [NAME]")
            .arity("0..*")
            .description(
                    "How far back, 1 if not given, and services, groups or patterns, or all. Without a name, the last N"
                            + " deploys that have changed an image are taken back together."));

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public RollbackCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        RollbackRequest request = request();
        AttendedApply application = new AttendedApply(invocation, run, format.format());
        HomelabRuntime runtime = application.runtime();
        new NotReached(invocation, runtime, request.names()).tell("rolled back", "rollback %s");
        return application.apply(runtime.services().plan(request));
    }

    private RollbackRequest request() {
        List<String> given = words.get();
        boolean counted = !given.isEmpty() && given.get(0).matches("-?\\d+");
        int back = counted ? count(given.get(0)) : 1;
        RollbackRequest request = RollbackRequest.of(counted ? given.subList(1, given.size()) : given)
                .withBack(back)
                .withLockWait(run.lockWait());
        return run.within().map(request::withWithin).orElse(request);
    }

    private int count(String text) {
        if (!text.matches("[1-9]\\d*") || text.length() > MOST_DIGITS) {
            throw syntax.failure("N is '" + text + "'; give how far back, 1 or more");
        }
        return Integer.parseInt(text);
    }
}
