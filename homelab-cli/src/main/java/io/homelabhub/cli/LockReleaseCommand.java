package io.homelabhub.cli;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.LockHolder;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code homelab lock release}: takes the lock from somebody who is gone. */
@CommandLine.Command(
        name = "release",
        description = {
            "Takes the project's lock from its holder.",
            "For a holder that is gone: a deploy that is still under way would then not be alone any more."
        })
final class LockReleaseCommand implements Command {
    private final Invocation invocation;

    @Option(
            names = {"-y", "--yes"},
            description = "Agrees beforehand.")
    private boolean yes;

    @Mixin
    private final FormatOption format = new FormatOption();

    LockReleaseCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        HomelabRuntime runtime = invocation.runtime();
        Optional<LockHolder> holder = runtime.lockHolder();
        if (holder.isPresent()) {
            invocation.messages().line("The lock is held by " + holder.get() + ".");
            if (!new Consent(invocation, yes).given("Take it away?")) {
                return ExitCode.REFUSED;
            }
        }
        invocation.show(new LockResult(runtime.releaseLock(), true), format.format);
        return ExitCode.DONE;
    }
}
