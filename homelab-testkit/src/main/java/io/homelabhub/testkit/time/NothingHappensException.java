package io.homelabhub.testkit.time;

/** Every thread waits, and nothing is left that could happen: a real program would hang here. */
public final class NothingHappensException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NothingHappensException(String message) {
        super(message);
    }
}
