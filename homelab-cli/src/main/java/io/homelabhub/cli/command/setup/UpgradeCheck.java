package io.homelabhub.cli.command.setup;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.doctor.Finding;
import java.util.stream.Stream;

/** Whether an upgrade of the engine would lose a container, as the doctor sees it. */
final class UpgradeCheck {
    private static final String NAME = "upgrade";

    private final Invocation invocation;

    UpgradeCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Nothing if there is nothing to warn of, or nothing can be told. */
    Stream<Check> check() {
        return invocation.runtime().doctor(NAME).findings().stream()
                .filter(finding -> finding.state() == Finding.State.WARNING)
                .map(finding -> Check.warning(
                        "Upgrade", finding.text(), finding.remedies().toArray(String[]::new)));
    }
}
