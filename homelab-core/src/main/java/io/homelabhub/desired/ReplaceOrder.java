package io.homelabhub.desired;

/**
 * In which order a container and the one that takes its place come and go, where the owner says so.
 *
 * @param order which of the two is first
 * @param place where it is said, as {@code compose.yaml:5:14}
 */
public record ReplaceOrder(Order order, String place) {
    /** The orders there are. */
    public enum Order {
        /** The new one is ready before the old one stops. */
        START_FIRST,
        /** The old one has stopped before the new one starts. */
        STOP_FIRST
    }

    /** Whether the owner wants the new one ready before the old one stops. */
    public boolean isStartFirst() {
        return order == Order.START_FIRST;
    }
}
