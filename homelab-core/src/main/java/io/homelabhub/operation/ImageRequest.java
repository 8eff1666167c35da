package io.homelabhub.operation;

import io.homelabhub.deployment.Limits;
import io.homelabhub.planning.ImageTask;
import io.homelabhub.planning.ImageTaskOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which services' images to pull, build or push.
 *
 * @param options what is done, and how
 * @param names services, groups or patterns, or {@code all}; at least one
 * @param withDependencies whether the images of what the services need are included
 * @param within the longest time for the whole, more than zero; empty for no limit
 * @param lockWait how long to wait for another deploy of the project to end; zero to refuse at once
 */
public record ImageRequest(
        ImageTaskOptions options,
        List<String> names,
        boolean withDependencies,
        Optional<Duration> within,
        Duration lockWait) {
    /**
     * As given.
     *
     * @throws IllegalArgumentException without a name, or for a time in which nothing can be done
     */
    public ImageRequest {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to " + options.task().text() + "; give at least one service or group, or \"all\"");
        }
        Limits.check(within, lockWait);
    }

    /** As usual: those of the services that are named alone. */
    public static ImageRequest of(ImageTask task, Collection<String> names) {
        return new ImageRequest(ImageTaskOptions.of(task), List.copyOf(names), false, Optional.empty(), Duration.ZERO);
    }

    /** In this way. */
    public ImageRequest withOptions(ImageTaskOptions options) {
        return new ImageRequest(options, names, withDependencies, within, lockWait);
    }

    /** With what the services need, or without. */
    public ImageRequest withDependencies(boolean withDependencies) {
        return new ImageRequest(options, names, withDependencies, within, lockWait);
    }

    /** In this time at the most. */
    public ImageRequest withWithin(Duration within) {
        return new ImageRequest(options, names, withDependencies, Optional.of(within), lockWait);
    }

    /** Waiting so long for another deploy of the project. */
    public ImageRequest withLockWait(Duration lockWait) {
        return new ImageRequest(options, names, withDependencies, within, lockWait);
    }

    /** {@code pull bots}. */
    String operation() {
        return options.task().text() + " " + String.join(" ", names);
    }
}
