package io.homelabhub.doctor;

import io.homelabhub.doctor.Finding.Consequence;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import java.util.List;

/** Whether an engine answers, and is one that Homelab is tested with. */
final class EngineCheck implements Check {
    private static final String NAME = "engine";
    private static final int OLDEST_MINOR = 41;

    @Override
    public List<Finding> look(Circumstances circumstances) {
        return circumstances
                .engine()
                .map(engine -> answered(engine.open().info()))
                .orElseGet(() -> List.of(silent(circumstances.failure().orElseThrow())));
    }

    private static List<Finding> answered(EngineInfo info) {
        String minor = info.apiVersion().replaceFirst("^1\\.", "");
        boolean old = info.apiVersion().startsWith("1.")
                && minor.matches("\\d{1,3}")
                && Integer.parseInt(minor) < OLDEST_MINOR;
        return List.of(
                old
                        ? Finding.warning(
                                NAME,
                                info + " is older than Docker 20.10, the oldest that is tested",
                                "# upgrade Docker Engine")
                        : Finding.ok(NAME, info.toString()));
    }

    private static Finding silent(EngineException failure) {
        List<String> remedies = failure.kind() == EngineException.Kind.UNAUTHORIZED
                ? List.of("sudo usermod -aG docker \"$USER\"   # then log in again")
                : List.of("homelab setup");
        return Finding.problem(NAME, Consequence.ENGINE_UNREACHABLE, String.valueOf(failure.getMessage()), remedies);
    }
}
