package io.homelabhub.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A wait that everybody can see.
 *
 * @param container the name of the container that is waited for
 * @param service the service it belongs to
 * @param condition what it has to reach
 * @param within the longest wait, more than zero
 * @param endpoint where to ask, for {@link Condition#REACHABLE}
 * @param probing whether the container's own health test may be run by us, beside the engine's own
 * @param lasting what it has to be from then on until the run ends
 */
public record Await(
        String container,
        String service,
        Condition condition,
        Duration within,
        Optional<Endpoint> endpoint,
        boolean probing,
        Lasting lasting)
        implements Work {
    public Await {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within is " + within + "; give more than zero");
        }
        if (condition == Condition.STOPPED) {
            throw new IllegalArgumentException("only a gate waits until something is " + condition);
        }
        if (condition == Condition.REACHABLE && endpoint.isEmpty()) {
            throw new IllegalArgumentException("waiting until " + container + " is reachable needs an endpoint");
        }
    }

    /** A wait for a container of which nothing is asked but to be up at the end. */
    public Await(
            String container,
            String service,
            Condition condition,
            Duration within,
            Optional<Endpoint> endpoint,
            boolean probing) {
        this(container, service, condition, within, endpoint, probing, Lasting.USUAL);
    }

    @Override
    public <R> R accept(
            Function<? super Action, ? extends R> action,
            Function<? super Await, ? extends R> await,
            Function<? super Gate, ? extends R> gate) {
        return await.apply(this);
    }

    /** The same for the container under another name. */
    public Await of(String name) {
        return new Await(name, service, condition, within, endpoint, probing, lasting);
    }

    /** The same container, until it has reached {@code other}; no endpoint is asked. */
    public Await until(Condition other) {
        return new Await(container, service, other, within, Optional.empty(), probing, lasting);
    }

    /** What a container has to reach before others go on. */
    public enum Condition {
        /** HEALTHY if the container turns out to have a health test, its image's included; else STARTED. */
        READY("ready"),
        /** Its process runs and is not in a crash loop (Compose's {@code service_started}). */
        STARTED("started"),
        /** Its health test passes (Compose's {@code service_healthy}). */
        HEALTHY("healthy"),
        /** It has ended with exit code 0 (Compose's {@code service_completed_successfully}). */
        COMPLETED("completed"),
        /** Its catalog health endpoint answers. */
        REACHABLE("reachable"),
        /** It is down, so that what it needed may go. Only a {@link Gate} waits for that. */
        STOPPED("stopped");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A catalog health endpoint.
     *
     * @param type how it is asked
     * @param target a URL for HTTP; {@code host:port} for TCP; a command line for COMMAND, run in the container
     */
    public record Endpoint(Type type, String target) {
        /** How an endpoint is asked. */
        public enum Type {
            HTTP,
            TCP,
            COMMAND
        }
    }

    @Override
    public String toString() {
        return "Await " + condition;
    }
}
