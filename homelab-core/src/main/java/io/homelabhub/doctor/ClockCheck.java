package io.homelabhub.doctor;

import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.util.List;

/** Whether the clocks of this machine and of the engine's agree: certificates, logs and events go by them. */
final class ClockCheck implements Check {
    private static final String NAME = "clock";
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    @Override
    public List<Finding> look(Circumstances circumstances) {
        return circumstances
                .engine()
                .orElseThrow()
                .ahead()
                .map(ahead -> List.of(finding(ahead)))
                .orElseGet(List::of);
    }

    private static Finding finding(Duration ahead) {
        if (ahead.abs().compareTo(TOLERATED) <= 0) {
            return Finding.ok(NAME, "that of the engine agrees with this machine's");
        }
        return Finding.warning(
                NAME,
                "the engine's clock is " + TimeText.about(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                        + " this machine's",
                "sudo timedatectl set-ntp true   # on the machine that is wrong");
    }
}
