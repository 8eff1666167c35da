package io.homelabhub.notification;

import java.time.Duration;

/** Takes notices to one kind of channel. */
interface Courier {
    /** How long a connection, and each answer, may take. */
    Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Takes one there. Keeps no connection and no thread.
     *
     * @param channel with its variables filled in
     * @param project whose notice it is
     * @throws NotDeliveredException if it did not get there
     */
    void take(FilledChannel channel, String project, Notice notice) throws NotDeliveredException;
}
