package io.homelabhub.notification;

/** A notice did not get where it should. The message says why, without the address, which may be secret. */
final class NotDeliveredException extends Exception {
    private static final long serialVersionUID = 1L;

    NotDeliveredException(String message) {
        super(message);
    }
}
