package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.DatabaseClient;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Redis server in a container, asked by its own client. */
final class RedisServer {
    private static final Pattern KEYS = Pattern.compile("(?m)^(db\\d+):keys=(\\d+),expires=(\\d+).*$");
    private static final Pattern FACT = Pattern.compile("(?m)^([a-z_]+):(.*?)\\r?$");

    private final String service;
    private final DatabaseShell shell;

    RedisServer(Site site, String service, ObservedContainer container) {
        this.service = service;
        this.shell = new DatabaseShell(site, container, DatabaseClient.REDIS);
    }

    /**
     * How many keys there are.
     *
     * @param all by database
     * @param expiring how many of them go by themselves
     */
    record Keys(Map<String, Long> all, long expiring) {
        long count() {
            return all.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    Keys keys() {
        return keys(service, shell.ask("asking " + service + " for its keys", Script.REDIS_KEYS));
    }

    /** @throws BackupException {@code FAILED} if that is no answer: a client ends with 0 too where the server has refused it */
    static Keys keys(String service, String answer) {
        requireAnswer(service, answer, answer.contains("# Keyspace"));
        Map<String, Long> keys = new TreeMap<>();
        long expiring = 0;
        Matcher line = KEYS.matcher(answer);
        while (line.find()) {
            keys.put(line.group(1), Long.parseLong(line.group(2)));
            expiring += Long.parseLong(line.group(3));
        }
        return new Keys(keys, expiring);
    }

    /** What the server tells of itself, as {@code redis_version} and {@code aof_enabled}. */
    Map<String, String> facts() {
        return facts(service, shell.ask("asking " + service + " what it is", Script.REDIS_FACTS));
    }

    /** @throws BackupException {@code FAILED} if that is no answer */
    static Map<String, String> facts(String service, String answer) {
        Map<String, String> facts = new TreeMap<>();
        Matcher line = FACT.matcher(answer);
        while (line.find()) {
            facts.put(line.group(1), line.group(2));
        }
        requireAnswer(service, answer, facts.containsKey("redis_version") && facts.containsKey("aof_enabled"));
        return facts;
    }

    private static void requireAnswer(String service, String answer, boolean answered) {
        if (!answered) {
            String said = answer.lines().findFirst().orElse("nothing").strip();
            throw new BackupException(
                    Kind.FAILED,
                    service + " does not tell how it stands; it said: " + said,
                    "`homelab db " + service + "` shows whether its client is let in.");
        }
    }

    /** Writes a snapshot of all keys that was seen to be whole; tells how long it is. */
    long dump(OutputStream to) throws IOException {
        RdbStream snapshot = new RdbStream(to);
        shell.run("reading the keys of " + service, Script.REDIS_DUMP, List.of(), snapshot, fact -> {});
        return snapshot.finish();
    }

    boolean isReady() {
        return shell.ask("asking " + service + " whether it is ready", Script.REDIS_READY)
                .strip()
                .equals("yes");
    }

    void keepLog() {
        String attempt = "having " + service + " keep a log";
        String answer = shell.ask(attempt, Script.REDIS_APPEND).strip();
        if (!answer.equals("OK")) {
            throw new BackupException(Kind.FAILED, attempt + ": " + answer, "");
        }
    }

    /** The client goes with the server. */
    void end() {
        try {
            String unused = shell.ask("ending " + service, Script.REDIS_END);
        } catch (BackupException killed) {
            // whether the server has ended is seen at its container
        }
    }
}
