package io.homelabhub.cli;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.LockHolder;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab lock release}: takes the lock from somebody who is gone. */
final class LockReleaseCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Takes the project's lock from its holder.",
            "For a holder that is gone: a deploy that is still under way would then not be alone any more.");

    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Agrees beforehand."));

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
        Optional<LockHolder> holder = runtime.lockHolder();
        if (holder.isPresent()) {
            invocation.messages().line("The lock is held by " + holder.get() + ".");
            if (!new Consent(invocation, yes.get()).given("Take it away?")) {
                return ExitCode.REFUSED;
            }
        }
        boolean released = holder.map(runtime::releaseLock).orElse(false);
        invocation.show(new LockResult(released ? holder : runtime.lockHolder(), released), format.format());
        return ExitCode.DONE;
    }
}
