package io.homelabhub.testkit;

import io.homelabhub.testkit.engine.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of a {@link Scenario}, whose container does what is said here: in memory by the virtual clock, on a real engine
 * by a shell script. Until something is said it runs on, has no health test, and ends when it is asked to. Immutable: every
 * method gives a copy, so that a new version of a service is written down by what differs.
 */
public final class StandIn {
    /** How a process ends by itself: each of the first {@code runs} after this time with this code. */
    record End(Duration after, int code, int runs) {}

    private static final Duration NEVER = Duration.ofDays(1);

    private final String name;
    private final Map<String, String> needs;
    private final Map<String, Object> keys;
    private final Words words;

    /** What the process does. */
    record Words(
            List<String> lines,
            Optional<Duration> healthyAfter,
            String healthOutput,
            Optional<End> end,
            boolean ignoresStop) {
        static final Words NONE = new Words(List.of(), Optional.empty(), "", Optional.empty(), false);

        Words ending(End how) {
            return new Words(lines, healthyAfter, healthOutput, Optional.of(how), ignoresStop);
        }
    }

    private StandIn(String name, Map<String, String> needs, Map<String, Object> keys, Words words) {
        this.name = name;
        this.needs = needs;
        this.keys = keys;
        this.words = words;
    }

    /** A service that runs on. */
    public static StandIn service(String name) {
        return new StandIn(name, Map.of(), Map.of(), Words.NONE);
    }

    /** It starts once the other is ready: healthy if that has a health test, else started. */
    public StandIn needs(StandIn other) {
        return depending(other.name, other.words.healthyAfter.isPresent() ? "service_healthy" : "service_started");
    }

    /** It starts once the other has ended well, as after a migration. */
    public StandIn needsTheEndOf(StandIn other) {
        return depending(other.name, "service_completed_successfully");
    }

    private StandIn depending(String other, String condition) {
        return new StandIn(name, with(needs, other, condition), keys, words);
    }

    /** A key of the Compose service: {@code with("restart", "always")}. Strings, numbers, booleans, lists and maps. */
    public StandIn with(String key, Object value) {
        return new StandIn(name, needs, with(keys, key, value), words);
    }

    /** Its health test, a second apart, fails until then and passes afterwards; with zero, it passes at once. */
    public StandIn healthyAfter(Duration time) {
        return doing(new Words(words.lines, Optional.of(time), words.healthOutput, words.end, words.ignoresStop));
    }

    /** Its health test, a second apart, always fails. */
    public StandIn neverHealthy() {
        return healthyAfter(NEVER);
    }

    /** What its health test prints when it fails. Default: nothing. */
    public StandIn healthSays(String output) {
        return doing(new Words(words.lines, words.healthyAfter, output, words.end, words.ignoresStop));
    }

    /** Lines that it writes at every start. */
    public StandIn logs(String... lines) {
        List<String> all = new ArrayList<>(words.lines);
        all.addAll(List.of(lines));
        return doing(new Words(List.copyOf(all), words.healthyAfter, words.healthOutput, words.end, words.ignoresStop));
    }

    /** Every process of it ends by itself. */
    public StandIn endsAfter(Duration time, int code) {
        return doing(words.ending(new End(time, code, Integer.MAX_VALUE)));
    }

    /** The first processes of its container end by themselves; those after them run on. */
    public StandIn endsFirst(int times, Duration after, int code) {
        return doing(words.ending(new End(after, code, times)));
    }

    /** It does not end when it is asked to, and has to be killed. */
    public StandIn ignoresStop() {
        return doing(new Words(words.lines, words.healthyAfter, words.healthOutput, words.end, true));
    }

    private StandIn doing(Words said) {
        return new StandIn(name, needs, keys, said);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    String name() {
        return name;
    }

    List<String> command() {
        return Script.command(words);
    }

    /** Tells the engine in memory what the script says. */
    void teach(Behaviour behaviour) {
        behaviour.logs(words.lines.toArray(String[]::new)).healthSays(words.healthOutput);
        words.healthyAfter.ifPresent(behaviour::becomesHealthyAfter);
        words.end.ifPresent(end -> behaviour.crashesFirst(end.runs, end.after, end.code));
        if (words.ignoresStop) {
            behaviour.ignoresStop();
        }
    }

    /** Its part of the Compose file. */
    Map<String, Object> compose(String image) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("image", image);
        service.put("command", command());
        service.put("stop_grace_period", "2s");
        if (words.healthyAfter.isPresent()) {
            service.put("healthcheck", Map.of("test", Script.healthTest(words), "interval", "1s", "retries", 3));
        }
        Map<String, Object> dependencies = new LinkedHashMap<>();
        needs.forEach((other, condition) -> dependencies.put(other, Map.of("condition", condition)));
        if (!dependencies.isEmpty()) {
            service.put("depends_on", dependencies);
        }
        service.putAll(keys);
        return service;
    }

    @Override
    public String toString() {
        return name;
    }
}
