package io.homelabhub.testkit.engine;

import io.homelabhub.plan.Action;
import java.time.Duration;
import java.util.Locale;

/** What an engine can be asked: the SPI's methods, and each action by its own name. */
public enum Verb {
    PING(2),
    OBSERVE(15),
    ASK_REGISTRIES(100),
    STATUS(3),
    PROBE(50),
    EXECUTE(50),
    LOG_TAIL(10),
    LOGS(10),
    EXEC(50),
    ATTACH(10),
    PATH_STATUS(5),
    ARCHIVE(10),
    EXTRACT(20),
    WATCH(5),
    TOP(40),
    STATS(10),
    DISK_USAGE(100),
    HOST(20),
    EVENTS(5),
    ACQUIRE_LOCK(10),
    LOCK_HOLDER(5),
    RELEASE_LOCK(10),
    PULL_IMAGE(100),
    BUILD_IMAGE(200),
    TAG_IMAGE(10),
    PUSH_IMAGE(200),
    REMOVE_IMAGE(30),
    CREATE_NETWORK(60),
    REMOVE_NETWORK(60),
    CREATE_VOLUME(5),
    REMOVE_VOLUME(10),
    CREATE_CONTAINER(14),
    START_CONTAINER(200),
    STOP_CONTAINER(80),
    REMOVE_CONTAINER(30),
    RENAME_CONTAINER(5),
    UPDATE_CONTAINER(10),
    SIGNAL_CONTAINER(10),
    PAUSE_CONTAINER(10),
    UNPAUSE_CONTAINER(10),
    RUN_HOOK(60),
    CONNECT_NETWORK(8),
    DISCONNECT_NETWORK(8),
    RECONNECT_NETWORK(60);

    private final Duration cost;

    Verb(long millis) {
        cost = Duration.ofMillis(millis);
    }

    /** What it takes on the virtual clock, about: near to what Docker 20.10 takes on two cores. */
    Duration cost() {
        return cost;
    }

    static Verb of(Action action) {
        String name = action.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
