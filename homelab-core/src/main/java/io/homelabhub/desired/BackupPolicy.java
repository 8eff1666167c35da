package io.homelabhub.desired;

import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.ApiObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * How a service wants to be backed up, under {@code backup} of its {@code x-homelab}:
 *
 * <pre>
 * x-homelab:
 *   backup:
 *     driver: postgres         # postgres, redis, volume or none; default: as the image says, else volume
 *     quiesce: pause           # none, pause (default) or stop: how it stands still while its volumes are read
 *     exclude: [cache]         # volumes by their keys or names, databases by their names
 *     before: "app flush"      # run in its container first, by its shell; its failure leaves the service out
 *     after: "app resume"      # run in its container at the end, whatever happened
 * </pre>
 *
 * @param driver empty for what the image says
 * @param quiesce how it stands still while its volumes are read; empty if it does not say
 * @param exclude what of it is left out
 * @param before run first; empty for nothing
 * @param after run at the end; empty for nothing
 */
public record BackupPolicy(
        Optional<Driver> driver,
        Optional<Quiesce> quiesce,
        List<String> exclude,
        Optional<String> before,
        Optional<String> after) {
    /** As the image says. */
    public static final BackupPolicy USUAL =
            new BackupPolicy(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    private static final List<String> KEYS = List.of("driver", "quiesce", "exclude", "before", "after");

    /** What knows how to read a service's data. */
    public enum Driver {
        /** {@code pg_dump} of each database, and the roles. */
        POSTGRES,
        /** A snapshot of all keys. */
        REDIS,
        /** The files of its volumes. */
        VOLUME,
        /** Nothing of it is backed up. */
        NONE
    }

    /** How a service stands still; the later, the more so. */
    public enum Quiesce {
        NONE,
        PAUSE,
        STOP
    }

    public BackupPolicy {
        exclude = List.copyOf(exclude);
    }

    /**
     * Reads one; what cannot be understood is reported and counts as not said.
     *
     * @param options the service's {@code x-homelab}
     * @param problems told of a key, as {@code driver}, and what is wrong there
     */
    public static BackupPolicy of(ApiObject options, BiConsumer<String, String> problems) {
        Object given = options.get("backup");
        if (given == null) {
            return USUAL;
        }
        if (!(given instanceof ApiObject policy)) {
            problems.accept("", "expected a map of " + String.join(", ", KEYS));
            return USUAL;
        }
        policy.members().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key ->
                        problems.accept(key, ("there is no such option " + Suggestion.didYouMean(key, KEYS)).strip()));
        return new BackupPolicy(
                choice(policy, "driver", Driver.values(), problems),
                choice(policy, "quiesce", Quiesce.values(), problems),
                list(policy, problems),
                policy.string("before").filter(line -> !line.isBlank()),
                policy.string("after").filter(line -> !line.isBlank()));
    }

    private static <E extends Enum<E>> Optional<E> choice(
            ApiObject policy, String key, E[] all, BiConsumer<String, String> problems) {
        Object said = policy.get(key);
        if (said == null) {
            return Optional.empty();
        }
        Optional<E> found = Arrays.stream(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(said))
                .findFirst();
        if (found.isEmpty()) {
            List<String> words = Arrays.stream(all)
                    .map(one -> one.name().toLowerCase(Locale.ROOT))
                    .toList();
            problems.accept(key, "\"" + said + "\" is none of " + String.join(", ", words));
        }
        return found;
    }

    private static List<String> list(ApiObject policy, BiConsumer<String, String> problems) {
        Object said = policy.get("exclude");
        if (said != null && !(said instanceof List<?>)) {
            problems.accept("exclude", "expected a list of volumes or databases");
        }
        return policy.strings("exclude");
    }
}
