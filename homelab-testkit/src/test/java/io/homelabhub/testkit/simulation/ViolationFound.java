package io.homelabhub.testkit.simulation;

/** Ends a trial at its first violation. */
final class ViolationFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    ViolationFound(Violation violation) {
        super(violation.toString());
        this.violation = violation;
    }

    Violation violation() {
        return violation;
    }
}
