package io.homelabhub.testkit.engine;

/**
 * Which of the matching calls meet a fault.
 *
 * @param passed how many come through before the first that does, 0 and up
 * @param count how many meet it then, 1 and up
 */
public record Times(int passed, int count) {
    public Times {
        if (passed < 0 || count < 1) {
            throw new IllegalArgumentException(
                    "passed is " + passed + ", count is " + count + "; give 0 or more and 1 or more");
        }
    }

    /** The first {@code count} of them. */
    public static Times times(int count) {
        return new Times(0, count);
    }

    /** The {@code number}-th alone, 1 and up. */
    public static Times nth(int number) {
        return new Times(number - 1, 1);
    }

    /** Every one. */
    public static Times always() {
        return new Times(0, Integer.MAX_VALUE);
    }

    boolean holds(int number) {
        return number > passed && number - passed <= count;
    }

    @Override
    public String toString() {
        return count == Integer.MAX_VALUE ? "always" : "call " + (passed + 1) + " to " + (passed + count);
    }
}
