package io.homelabhub.desired.translate;

import io.homelabhub.desired.BackupPolicy;
import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.ContentPolicy.Reaction;
import io.homelabhub.desired.ReplaceOrder;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.Signal;
import io.homelabhub.time.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a service says to Homelab alone, under its key {@code x-homelab}, which Docker Compose pays no heed to:
 *
 * <pre>
 * x-homelab:
 *   probe: engine                # leave the health test to the engine; default: auto
 *   on-content-change: restart   # recreate (default), restart, signal:SIGHUP or ignore
 *   ready-within: 5m             # the longest time from start to ready
 *   replace: stop-first          # or start-first; default: start-first where nothing of it is unique
 *   settles-within: 5s           # how long it must have stayed up before a deploy may end
 *   backup: {quiesce: stop}      # how it is backed up: see {@link BackupPolicy}
 * </pre>
 *
 * @param probing whether the container's health test may be run beside the engine's own checks
 * @param contentPolicy what is done when only the content of its files has changed; empty if it does not say
 * @param readyWithin the longest time from start to ready, more than zero; empty if it does not say
 * @param replaceOrder in which order an old container and a new one come and go, as {@code replace} says, else
 *     {@code deploy.update_config.order}; empty if neither does
 * @param settlesWithin how long it must have stayed up before a deploy may end, zero and up; empty if it does not say
 */
record ServiceOptions(
        boolean probing,
        Optional<ContentPolicy> contentPolicy,
        Optional<Duration> readyWithin,
        Optional<ReplaceOrder> replaceOrder,
        Optional<Duration> settlesWithin) {
    static final String KEY = "x-homelab";
    static final String ON_CONTENT_CHANGE = "on-content-change";
    static final String SETTLES_WITHIN = "settles-within";

    private static final String READY_WITHIN = "ready-within";
    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(10);

    private static final String REPLACE = "replace";
    private static final String SIGNAL = "signal:";
    private static final List<String> PROBES = List.of("auto", "engine");
    private static final List<String> KEYS =
            List.of("probe", ON_CONTENT_CHANGE, READY_WITHIN, REPLACE, SETTLES_WITHIN, "backup");
    private static final List<String> ORDERS = List.of("start-first", "stop-first");

    /** Reads them; what cannot be understood is reported and counts as not said. */
    static ServiceOptions of(String service, ApiObject settings, Findings findings) {
        String path = "services." + service + "." + KEY;
        Object given = settings.get(KEY);
        if (given != null && !(given instanceof ApiObject)) {
            findings.error(path, "expected a map of " + String.join(", ", KEYS));
        }
        ApiObject options = settings.object(KEY);
        options.members().keySet().stream()
                .filter(key -> !KEYS.contains(key) && !key.startsWith("x-"))
                .forEach(key ->
                        findings.error(path + "." + key, "there is no such option", Suggestion.didYouMean(key, KEYS)));
        BackupPolicy unused = BackupPolicy.of(
                options,
                (key, problem) -> findings.error(path + ".backup" + (key.isEmpty() ? "" : "." + key), problem));
        return new ServiceOptions(
                probing(options, path + ".probe", findings),
                policy(options, path + "." + ON_CONTENT_CHANGE, findings),
                readyWithin(options, path, findings),
                replaceOrder(service, settings, findings),
                settlesWithin(options, path, findings));
    }

    private static Optional<ReplaceOrder> replaceOrder(String service, ApiObject settings, Findings findings) {
        String path = "services." + service;
        ApiObject update = settings.object("deploy").object("update_config");
        return order(settings.object(KEY), REPLACE, path + "." + KEY, findings)
                .or(() -> order(update, "order", path + ".deploy.update_config", findings));
    }

    private static Optional<ReplaceOrder> order(ApiObject settings, String key, String path, Findings findings) {
        Optional<String> text = text(settings, key).filter(order -> !order.isEmpty());
        Optional<String> known = text.filter(ORDERS::contains);
        if (known.isEmpty() && text.isPresent()) {
            findings.error(
                    path + "." + key,
                    "\"" + text.get() + "\" is neither start-first nor stop-first",
                    Suggestion.didYouMean(text.get(), ORDERS));
        }
        return known.map(order -> new ReplaceOrder(
                order.equals("start-first") ? ReplaceOrder.Order.START_FIRST : ReplaceOrder.Order.STOP_FIRST,
                findings.place(path + "." + key)));
    }

    private static boolean probing(ApiObject options, String path, Findings findings) {
        String probe = text(options, "probe").orElse("auto");
        if (!PROBES.contains(probe)) {
            findings.error(path, "\"" + probe + "\" is neither auto nor engine", Suggestion.didYouMean(probe, PROBES));
        }
        return !probe.equals("engine");
    }

    private static Optional<ContentPolicy> policy(ApiObject options, String path, Findings findings) {
        Optional<String> text = text(options, ON_CONTENT_CHANGE);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String said = text.get();
        if (said.startsWith(SIGNAL) && Signal.isSignal(said.substring(SIGNAL.length()))) {
            String signal = said.substring(SIGNAL.length()).toUpperCase(Locale.ROOT);
            boolean complete = signal.startsWith("SIG") || Character.isDigit(signal.charAt(0));
            return Optional.of(new ContentPolicy(Reaction.SIGNAL, Optional.of(complete ? signal : "SIG" + signal)));
        }
        Optional<ContentPolicy> policy = Arrays.stream(Reaction.values())
                .filter(reaction -> reaction != Reaction.SIGNAL)
                .filter(reaction -> reaction.name().toLowerCase(Locale.ROOT).equals(said))
                .map(reaction -> new ContentPolicy(reaction, Optional.empty()))
                .findFirst();
        if (policy.isEmpty()) {
            findings.error(path, "\"" + said + "\" is none of recreate, restart, signal:SIGNAL and ignore");
        }
        return policy;
    }

    private static Optional<Duration> readyWithin(ApiObject options, String path, Findings findings) {
        String words = "a duration of more than zero, such as 90s, 5m or 1h30m";
        return duration(options, path, READY_WITHIN, words, within -> !within.isZero(), findings);
    }

    private static Optional<Duration> settlesWithin(ApiObject options, String path, Findings findings) {
        String words = "a duration of 10m at most, such as 5s or 1m: the deploy waits for it";
        return duration(options, path, SETTLES_WITHIN, words, time -> time.compareTo(LONGEST_SETTLING) <= 0, findings);
    }

    private static Optional<Duration> duration(
            ApiObject options, String path, String key, String words, Predicate<Duration> fits, Findings findings) {
        Optional<String> text = text(options, key);
        Optional<Duration> duration = text.flatMap(Durations::parse).filter(fits);
        if (text.isPresent() && duration.isEmpty()) {
            findings.error(path + "." + key, "\"" + text.get() + "\" is not " + words);
        }
        return duration;
    }

    /** Numbers and flags as they would be written. */
    private static Optional<String> text(ApiObject options, String key) {
        return Optional.ofNullable(options.get(key)).map(String::valueOf);
    }
}
