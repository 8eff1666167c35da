package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.HealthCheck;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.resource.FileContent;
import io.homelabhub.testkit.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A container's state. What changes it is in {@link Processes} and {@link Actions}. */
final class FakeContainer {
    private static final int KEPT_HEALTH_CHECKS = 5;

    final String id;
    final Instant created;
    final String image;
    final String imageId;
    final ApiObject config;
    final List<ObservedMount> mounts;
    final List<FileContent> files;
    final Map<String, Endpoint> endpoints = new TreeMap<>();
    final FakeLog log = new FakeLog();
    final FakeFiles fileSystem;
    /** Of commands that run in it, and of who is attached. */
    final List<FakeSession> sessions = new ArrayList<>();

    final List<String> signals = new ArrayList<>();
    final Deque<HealthCheck> healthChecks = new ArrayDeque<>();

    String name;
    ApiObject hostConfig;
    List<ObservedPort> ports = List.of();
    ContainerState state = ContainerState.CREATED;
    Health health = Health.NONE;
    /** What is told in place of {@link #health} for a moment after a start. */
    Optional<Health> staleHealth = Optional.empty();

    int failingStreak;
    int exitCode;
    boolean outOfMemory;
    boolean stopAsked;
    int restarts;
    /** How many processes it has had: what was scheduled for an earlier one is void. */
    int run;

    /** What brings the process' own end, or the restart after it. */
    VirtualClock.Timer ending = () -> {};
    /** What was due while it was paused. */
    Runnable whenResumed = () -> {};
    /** What brings the next health check. */
    VirtualClock.Timer checking = () -> {};

    Duration backOff = Duration.ZERO;
    Instant startedAt = Instant.EPOCH;
    Duration startedElapsed = Duration.ZERO;
    Instant finishedAt = Instant.EPOCH;
    Instant healthCheckedAt = Instant.EPOCH;
    String error = "";

    /**
     * Its place in a network.
     *
     * @param networkId empty until the network is found at start
     * @param id empty unless it is active
     * @param address its IPv4 address; empty unless it is active
     */
    record Endpoint(String networkId, String id, ApiObject settings, String address) {}

    FakeContainer(
            String id,
            Instant created,
            String name,
            String image,
            String imageId,
            ApiObject config,
            ApiObject hostConfig,
            List<ObservedMount> mounts,
            List<FileContent> files) {
        this.id = id;
        this.created = created;
        this.name = name;
        this.image = image;
        this.imageId = imageId;
        this.config = config;
        this.hostConfig = hostConfig;
        this.mounts = List.copyOf(mounts);
        this.files = files;
        this.fileSystem = new FakeFiles(files);
    }

    Optional<HealthTest> healthTest() {
        return HealthTest.of(config);
    }

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        config.object("Labels").members().forEach((key, value) -> labels.put(key, String.valueOf(value)));
        return labels;
    }

    /** Whether the network leads who asks for a name to it. */
    boolean isFoundIn(String network, String wanted) {
        Endpoint endpoint = endpoints.get(network);
        return isUp()
                && endpoint != null
                && (name.equals(wanted)
                        || endpoint.settings().strings("Aliases").contains(wanted));
    }

    /** Whether it has a process, paused or not. */
    boolean isUp() {
        return state == ContainerState.RUNNING || state == ContainerState.PAUSED;
    }

    /** Whether the API says {@code State.Running}: also while the engine waits to start it again. */
    boolean apiSaysRunning() {
        return isUp() || state == ContainerState.RESTARTING;
    }

    /** What a command of the image's own answers: it passes, and {@code cat} prints a file. */
    ProbeResult answer(List<String> command) {
        String output = files.stream()
                .filter(file -> command.equals(List.of("cat", file.path())))
                .map(file -> new String(file.content(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
        return new ProbeResult(ProbeResult.Verdict.PASSED, output);
    }

    Health toldHealth() {
        return staleHealth.orElse(health);
    }

    void keepHealthCheck(HealthCheck check) {
        healthChecks.addLast(check);
        if (healthChecks.size() > KEPT_HEALTH_CHECKS) {
            healthChecks.removeFirst();
        }
    }

    void cancelTimers() {
        ending.cancel();
        checking.cancel();
    }

    ContainerStatus status(boolean startIntervalHonoured) {
        return new ContainerStatus(
                id,
                name,
                state,
                toldHealth(),
                healthCheckedAt,
                healthTest().map(HealthTest::command).orElse(List.of()),
                startInterval(startIntervalHonoured),
                healthTest().map(HealthTest::startPeriod).orElse(Duration.ZERO),
                exitCode,
                outOfMemory,
                restarts,
                startedAt,
                finishedAt,
                error,
                networkIds(),
                ContainerReference.borrowed(hostConfig),
                List.copyOf(healthChecks));
    }

    private Map<String, String> networkIds() {
        Map<String, String> ids = new TreeMap<>();
        endpoints.forEach((network, endpoint) -> ids.put(network, endpoint.networkId()));
        return ids;
    }

    private Optional<Duration> startInterval(boolean honoured) {
        boolean given = config.object("Healthcheck").number("StartInterval") > 0;
        return honoured && given ? healthTest().map(HealthTest::startInterval) : Optional.empty();
    }
}
