package io.homelabhub.cli.command.setup;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.OldData;
import io.homelabhub.problem.InvalidInputException;
import java.util.stream.Stream;

/** Whether volumes of an earlier deployment are there, with a database that has the password of that time. */
final class OldDataCheck {
    private final Invocation invocation;

    OldDataCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Nothing if there is nothing to warn of, or nothing can be told. */
    Stream<Check> check() {
        try {
            return invocation.runtime().oldData().stream()
                    .filter(OldData::created)
                    .map(OldDataCheck::warning);
        } catch (EngineException | InvalidInputException told) {
            return Stream.empty(); // by the other checks
        }
    }

    private static Check warning(OldData old) {
        String finding = old.problem() + ".\nUse the old .env if you have it.";
        return old.cure().isEmpty()
                ? Check.warning("Data", finding + " Else change them inside the database.")
                : Check.warning(
                        "Data",
                        finding + " Else set the new password, which is safe to repeat:",
                        "homelab deploy " + old.service(),
                        old.cure());
    }
}
