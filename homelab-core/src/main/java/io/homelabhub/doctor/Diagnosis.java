package io.homelabhub.doctor;

import io.homelabhub.doctor.Finding.Consequence;
import io.homelabhub.doctor.Finding.State;
import java.util.Comparator;
import java.util.List;

/**
 * What all checks have found, in their order.
 *
 * @param findings at least one for each check that could look
 */
public record Diagnosis(List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Whether no check has found a problem. Warnings are none, nor is what could not be looked at. */
    public boolean isWell() {
        return findings.stream().noneMatch(finding -> finding.state() == State.PROBLEM);
    }

    /** What a deploy would come to: the engine's absence before broken files, these before a refusal; NONE if it would work. */
    public Consequence consequence() {
        return findings.stream()
                .map(Finding::consequence)
                .max(Comparator.comparingInt(Diagnosis::weight))
                .orElse(Consequence.NONE);
    }

    private static int weight(Consequence consequence) {
        return switch (consequence) {
            case NONE -> 0;
            case REFUSED -> 1;
            case INVALID_INPUT -> 2;
            case ENGINE_UNREACHABLE -> 3;
        };
    }
}
