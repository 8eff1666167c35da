package io.homelabhub.desired.translate;

import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports limits that contradict each other, or that no container could live with. */
final class ImpossibleLimits {
    private static final long LEAST_QUOTA = 1000;
    private static final Duration LEAST_DURATION = Duration.ofMillis(1);

    private static final List<String> ULIMITS = List.of(
            "as",
            "core",
            "cpu",
            "data",
            "fsize",
            "locks",
            "memlock",
            "msgqueue",
            "nice",
            "nofile",
            "nproc",
            "rss",
            "rtprio",
            "rttime",
            "sigpending",
            "stack");

    private final String path;
    private final ApiObject settings;
    private final Findings findings;

    private ImpossibleLimits(String service, ApiObject settings, Findings findings) {
        this.path = "services." + service + ".";
        this.settings = settings;
        this.findings = findings;
    }

    static void check(String service, ApiObject settings, Findings findings) {
        ImpossibleLimits limits = new ImpossibleLimits(service, settings, findings);
        limits.memory();
        limits.processors();
        limits.ulimits();
        limits.healthTest();
    }

    /** More is for the engine: what it makes of the others depends on the host's cgroups, and Podman takes any limit. */
    private void memory() {
        if (Values.number(settings.get("memswap_limit")) > 0 && memoryLimit() == 0) {
            error("memswap_limit", "a limit for memory and swap needs one for memory", "write mem_limit, too");
        }
    }

    /** That of {@code deploy.resources} wins. */
    private long memoryLimit() {
        long deployed = Values.number(
                settings.object("deploy").object("resources").object("limits").get("memory"));
        return deployed != 0 ? deployed : Values.number(settings.get("mem_limit"));
    }

    private void processors() {
        long quota = Values.number(settings.get("cpu_quota"));
        if (quota > 0 && quota < LEAST_QUOTA) {
            error("cpu_quota", "found " + quota + " microseconds, expected 1000 or more", "write cpus instead");
        }
        boolean cpus = Values.billionths(settings.get("cpus")) > 0
                || Values.billionths(settings.object("deploy")
                                .object("resources")
                                .object("limits")
                                .get("cpus"))
                        > 0;
        List.of("cpu_period", "cpu_quota").stream()
                .filter(key -> cpus && Values.number(settings.get(key)) > 0)
                .forEach(key -> error(key, key + " and cpus exclude each other", "keep one of them"));
    }

    private void ulimits() {
        ApiObject ulimits = settings.object("ulimits");
        ulimits.members().forEach((name, value) -> {
            String key = "ulimits." + name;
            if (!ULIMITS.contains(name.toLowerCase(Locale.ROOT))) {
                String meant = Suggestion.didYouMean(name, ULIMITS);
                error(key, "Linux has no limit \"" + name + "\"", meant.isEmpty() ? "write one like nofile" : meant);
            }
            ApiObject limit = ulimits.object(name);
            if (unsigned(limit.get("soft")) > unsigned(limit.get("hard"))) {
                error(key + ".soft", "the soft limit is above the hard one", "lower it");
            }
        });
    }

    /** -1 is without limit. */
    private static long unsigned(@Nullable Object limit) {
        long number = Values.number(limit);
        return number < 0 ? Long.MAX_VALUE : number;
    }

    private void healthTest() {
        ApiObject test = settings.object("healthcheck");
        List.of("interval", "timeout", "start_period", "start_interval").forEach(key -> test.string(key)
                .flatMap(Durations::parse)
                .filter(time -> !time.isZero() && time.compareTo(LEAST_DURATION) < 0)
                .ifPresent(
                        time -> error("healthcheck." + key, "found less than a millisecond", "give a unit, as 10s")));
    }

    private void error(String key, String message, String remedy) {
        findings.error(path + key, message, remedy);
    }
}
