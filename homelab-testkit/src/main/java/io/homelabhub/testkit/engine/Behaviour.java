package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.resource.ApiObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of an image, or of one container, do. Until something else is said they run on, pass their health
 * test at once, and end at once with exit code 0 when they are asked to.
 *
 * <p>Every time is counted from the process' start on the virtual clock. Changes count for what happens from then on.
 */
public final class Behaviour {
    private record End(Duration after, int code, boolean outOfMemory, int runs) {}

    private record Window(Duration from, Duration until) {
        boolean holds(Duration time) {
            return time.compareTo(from) >= 0 && time.compareTo(until) < 0;
        }
    }

    /** A line that is written again and again. */
    record Tick(Duration every, String line) {}

    private static final Duration NEVER = Duration.ofDays(36_500);

    private final List<End> ends = new ArrayList<>();
    private final List<Window> flaps = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private final Map<List<String>, ProbeResult> commands =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final Map<List<String>, FakeProgram> programs = new HashMap<>();
    private final Map<List<String>, FakeProgram> beginnings = new LinkedHashMap<>();
    private Duration healthyAfter = Duration.ZERO;
    private Duration stopTime = Duration.ZERO;
    private int stopCode;
    private String healthOutput = "";
    private boolean probeHangs;
    private Optional<Duration> childLost = Optional.empty();
    private Optional<Tick> ticks = Optional.empty();
    private double cpuPercent;
    private long memory = 10_000_000;
    private List<String> processes = List.of();
    private ApiObject config = Api.object(
            "Env",
            List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
            "Cmd",
            List.of("serve"),
            "Labels",
            null);

    Behaviour() {}

    /** Does the same until something else is said of either. */
    Behaviour copy() {
        Behaviour copy = new Behaviour();
        copy.ends.addAll(ends);
        copy.flaps.addAll(flaps);
        copy.logs.addAll(logs);
        copy.commands.putAll(commands);
        copy.programs.putAll(programs);
        copy.beginnings.putAll(beginnings);
        copy.healthyAfter = healthyAfter;
        copy.stopTime = stopTime;
        copy.stopCode = stopCode;
        copy.healthOutput = healthOutput;
        copy.probeHangs = probeHangs;
        copy.childLost = childLost;
        copy.ticks = ticks;
        copy.cpuPercent = cpuPercent;
        copy.memory = memory;
        copy.processes = processes;
        copy.config = config;
        return copy;
    }

    /** The health test fails until then and passes afterwards. Default: it passes at once. */
    public Behaviour becomesHealthyAfter(Duration time) {
        healthyAfter = time;
        return this;
    }

    /** The health test always fails. */
    public Behaviour neverHealthy() {
        return becomesHealthyAfter(NEVER);
    }

    /** The health test fails between these times, however it is otherwise. */
    public Behaviour unhealthyBetween(Duration from, Duration until) {
        flaps.add(new Window(from, until));
        return this;
    }

    /** What the health test prints. Default: nothing. */
    public Behaviour healthSays(String output) {
        healthOutput = output;
        return this;
    }

    /** The health test never returns; it is given up after its timeout, and fails. */
    public Behaviour healthTestHangs() {
        probeHangs = true;
        return this;
    }

    /** Every process ends by itself, as a one-shot does. */
    public Behaviour exitsAfter(Duration time, int code) {
        ends.clear();
        ends.add(new End(time, code, false, Integer.MAX_VALUE));
        return this;
    }

    /** The first {@code times} processes end by themselves; those after them run on. */
    public Behaviour crashesFirst(int times, Duration after, int code) {
        ends.clear();
        ends.add(new End(after, code, false, times));
        return this;
    }

    /** Every process ends after a tenth of a second with exit code 1: with a restart policy, a crash loop. */
    public Behaviour crashLoops() {
        return exitsAfter(Duration.ofMillis(100), 1);
    }

    /** Every process is killed by the kernel for its memory, with exit code 137. */
    public Behaviour runsOutOfMemoryAfter(Duration time) {
        ends.clear();
        ends.add(new End(time, 137, true, Integer.MAX_VALUE));
        return this;
    }

    /** The kernel kills a child of every process for its memory, and the process itself runs on. */
    public Behaviour losesAChildToMemoryAfter(Duration time) {
        childLost = Optional.of(time);
        return this;
    }

    /** It runs on from now on: takes back {@link #exitsAfter} and its like. */
    public Behaviour runsOn() {
        ends.clear();
        return this;
    }

    /** Lines it writes at every start. */
    public Behaviour logs(String... lines) {
        logs.addAll(List.of(lines));
        return this;
    }

    /** A line it writes again and again, first after that time. */
    public Behaviour logsEvery(Duration time, String line) {
        ticks = Optional.of(new Tick(time, line));
        return this;
    }

    /**
     * What it uses as long as it runs. Default: no processor, and ten million bytes.
     *
     * @param cpuPercent of one processor, 0 and up
     * @param memory in bytes
     */
    public Behaviour uses(double cpuPercent, long memory) {
        this.cpuPercent = cpuPercent;
        this.memory = memory;
        return this;
    }

    /** The command lines of its processes. Default: one process, of the container's command. */
    public Behaviour runs(String... commandLines) {
        processes = List.of(commandLines);
        return this;
    }

    /** How long it takes to end when it is asked to, and its exit code then. Default: no time, 0. */
    public Behaviour stopsWithin(Duration time, int code) {
        stopTime = time;
        stopCode = code;
        return this;
    }

    /** It does not end when it is asked to, and has to be killed. */
    public Behaviour ignoresStop() {
        return stopsWithin(NEVER, 0);
    }

    /**
     * What a command answers that is run in it, as a health test too: {@code ["CMD-SHELL", "x"]} is the command {@code sh
     * -c x}. Default: it passes and prints nothing; {@code cat} prints a file that the container was given.
     */
    public Behaviour answers(List<String> command, Verdict verdict, String output) {
        commands.put(List.copyOf(command), new ProbeResult(verdict, output));
        return this;
    }

    /** What commands do that begin with these words, as scripts do for a shell; those that {@link #runs} names aside. */
    public Behaviour runsWhatBegins(List<String> words, FakeProgram program) {
        beginnings.put(List.copyOf(words), program);
        return this;
    }

    /** What a command does that somebody runs in it. Default: it does as {@link #answers} says. */
    public Behaviour runs(List<String> command, FakeProgram program) {
        programs.put(List.copyOf(command), program);
        return this;
    }

    /** A member of the image's configuration, by its name in the Engine API: Env, Healthcheck, Volumes, User … */
    public Behaviour config(String name, @Nullable Object value) {
        config = config.with(name, value);
        return this;
    }

    /** The image has a health test of its own, which a container inherits. */
    public Behaviour healthcheck(Duration interval, int retries, String... test) {
        return config("Healthcheck", Map.of("Test", List.of(test), "Interval", interval.toNanos(), "Retries", retries));
    }

    ApiObject config() {
        return config;
    }

    List<String> logs() {
        return List.copyOf(logs);
    }

    Optional<Tick> ticks() {
        return ticks;
    }

    double cpuPercent() {
        return cpuPercent;
    }

    long memory() {
        return memory;
    }

    List<String> processes() {
        return processes;
    }

    Duration stopTime() {
        return stopTime;
    }

    int stopCode() {
        return stopCode;
    }

    boolean probeHangs() {
        return probeHangs;
    }

    Optional<Duration> childLost() {
        return childLost;
    }

    ProbeResult probe(Duration running, List<String> command) {
        ProbeResult said = commands.get(command);
        if (said != null) {
            return said;
        }
        boolean passes =
                running.compareTo(healthyAfter) >= 0 && flaps.stream().noneMatch(window -> window.holds(running));
        return new ProbeResult(passes ? Verdict.PASSED : Verdict.FAILED, healthOutput);
    }

    Optional<ProbeResult> answer(List<String> command) {
        return Optional.ofNullable(commands.get(command));
    }

    Optional<FakeProgram> program(List<String> command) {
        return Optional.ofNullable(programs.get(command)).or(() -> beginnings.entrySet().stream()
                .filter(entry -> command.size() >= entry.getKey().size()
                        && command.subList(0, entry.getKey().size()).equals(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst());
    }

    /** How the {@code run}-th process, 1 and up, ends by itself; empty if it runs on. */
    Optional<OwnEnd> ownEnd(int run) {
        return ends.stream()
                .filter(end -> run <= end.runs)
                .findFirst()
                .map(end -> new OwnEnd(end.after, end.code, end.outOfMemory));
    }

    record OwnEnd(Duration after, int code, boolean outOfMemory) {}
}
