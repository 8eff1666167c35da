package io.homelabhub.testkit.simulation;

/**
 * Something that must never be, and was.
 *
 * @param invariant its number in the list of {@link Simulation}
 * @param what what was seen
 */
record Violation(int invariant, String what) {
    @Override
    public String toString() {
        return "invariant " + invariant + ": " + what;
    }
}
