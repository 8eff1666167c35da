package io.homelabhub.cli.command.lock;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.engine.LockHolder;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab lock release}: takes the lock from somebody who is gone. */
final class LockReleaseCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Takes the project's lock from its holder.",
            "Only for a holder that is gone: a deploy that still runs would no longer be alone.");

    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Answers yes to every question."));

    private final FormatOption format = new FormatOption(syntax);

    LockReleaseCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        HomelabRuntime runtime = invocation.runtime();
        invocation.tell(runtime.problems());
        Instant now = invocation.timing().now();
        Optional<LockHolder> holder = runtime.lockHolder();
        if (holder.isPresent()) {
            invocation.messages().line("The lock is held by " + holder.get().text(now) + ".");
            if (!new Consent(invocation, yes.get()).given("Release it?")) {
                return ExitCode.REFUSED;
            }
        }
        boolean released = holder.map(runtime::releaseLock).orElse(false);
        invocation.show(new LockResult(released ? holder : runtime.lockHolder(), released, now), format.format());
        return ExitCode.DONE;
    }
}
