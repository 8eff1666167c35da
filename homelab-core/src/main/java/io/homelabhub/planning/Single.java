package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;

/** Something that one container can have at a time, and no other beside it. */
sealed interface Single permits HostPort, NetworkAddress {
    /** Whether a live container has it, or what clashes with it. */
    boolean isHeldBy(ObservedContainer live);

    /** What it is called in a sentence, as {@code port 8080/tcp}. */
    String text();
}
