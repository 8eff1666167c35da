package io.homelabhub.notification;

import java.util.Optional;

/**
 * What became of telling one channel.
 *
 * @param channel its name
 * @param problem why it could not be told, without any secret; empty if it was
 */
public record Delivery(String channel, Optional<String> problem) {
    /** Whether it was told. */
    public boolean isDone() {
        return problem.isEmpty();
    }

    /** For people: {@code told phone}, or {@code could not tell phone: …}. */
    @Override
    public String toString() {
        return problem.map(why -> "could not tell " + channel + ": " + why).orElse("told " + channel);
    }
}
