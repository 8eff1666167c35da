package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.tar.TarOfOne;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ObservedContainer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Loads a snapshot of Redis in a server of its own. A server that keeps a log of its writes does not look at a snapshot beside it: so the log is made
 * here, from what was loaded.
 */
final class RedisTrial {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int LOOKS = 3000;

    private final Site site;
    private final String project;
    private final Scratch scratch;

    RedisTrial(Site site, String project, Scratch scratch) {
        this.site = site;
        this.project = project;
        this.scratch = scratch;
    }

    /**
     * Loads it and sees that all keys are there.
     *
     * @param image of the server
     * @param append whether a log of writes is made
     * @return the volume that holds it
     */
    String load(PartReader reader, Part part, String image, boolean append) {
        String volume = scratch.volume();
        try (VolumeHelper helper = VolumeHelper.create(site, project, image, List.of(volume), true, Map.of());
                InputStream snapshot = reader.open(part)) {
            long size = Long.parseLong(part.property("bytes").orElse(String.valueOf(part.size())));
            helper.write(volume, TarOfOne.of("volume/dump.rdb", size, snapshot));
        } catch (IOException failure) {
            throw new BackupException(Kind.FAILED, "loading the keys: " + failure.getMessage(), "", failure);
        }
        Map<String, Object> config = Map.of(
                "Cmd",
                List.of(
                        "redis-server",
                        "--appendonly",
                        "no",
                        "--dir",
                        "/data",
                        "--dbfilename",
                        "dump.rdb",
                        "--save",
                        ""));
        ObservedContainer container = scratch.start(image, config, Map.of(volume, "/data"));
        RedisServer server = new RedisServer(site, part.service(), container);
        scratch.await(container, server::isReady);
        compare(part, server.keys());
        if (append) {
            server.keepLog();
            awaitLog(server);
        }
        server.end();
        awaitEnd(container);
        return volume;
    }

    /** How many keys there are at least, as those that expire may have gone. */
    static long fewest(Part part) {
        long expiring = Long.parseLong(part.property("expiring").orElse("0"));
        return part.counts().values().stream().mapToLong(Long::longValue).sum() - expiring;
    }

    private static void compare(Part part, RedisServer.Keys found) {
        long expected =
                part.counts().values().stream().mapToLong(Long::longValue).sum();
        boolean fits = part.counts().isEmpty() || (found.count() <= expected && found.count() >= fewest(part));
        if (!fits) {
            throw new BackupException(
                    Kind.DAMAGED,
                    part.title() + " did not come out as they were taken: " + found.count()
                            + " keys, and there should be " + expected,
                    "`homelab backups list` shows which others there are.");
        }
    }

    private void awaitLog(RedisServer server) {
        for (int look = 0; look < LOOKS; look++) {
            Map<String, String> facts = server.facts();
            boolean writing =
                    !facts.getOrDefault("aof_rewrite_in_progress", "0").equals("0")
                            || !facts.getOrDefault("aof_rewrite_scheduled", "0").equals("0");
            if (!writing) {
                if (!facts.getOrDefault("aof_last_bgrewrite_status", "").equals("ok")) {
                    break;
                }
                return;
            }
            pause();
        }
        throw new BackupException(Kind.FAILED, "the server did not write its log", "");
    }

    private void awaitEnd(ObservedContainer container) {
        for (int look = 0; look < LOOKS; look++) {
            if (site.engine()
                    .status(container.id())
                    .filter(status -> status.state().isUp())
                    .isEmpty()) {
                return;
            }
            pause();
        }
        throw new BackupException(Kind.FAILED, "the trial's server did not end", "");
    }

    private void pause() {
        try {
            site.timing().sleep(BETWEEN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted while a server was waited for");
        }
    }
}
