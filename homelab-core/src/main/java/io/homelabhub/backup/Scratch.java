package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.engine.AttachRequest;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.VolumeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Containers and volumes that are made for one trial: without a network, and gone afterwards. */
final class Scratch implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration BETWEEN = Duration.ofMillis(300);

    private final Site site;
    private final String project;
    private final Undo rest = new Undo();
    private int number;

    Scratch(Site site, String project) {
        this.site = site;
        this.project = project;
    }

    private String name(String purpose) {
        return "homelab-" + purpose + "-" + project + "-" + Site.stamp(site.now()) + "-" + number++;
    }

    private Map<String, String> labels() {
        return Map.of(HomelabLabels.BACKUP_OF, project);
    }

    /** An empty volume. */
    String volume() {
        String name = name("scratch");
        rest.later("removing volume " + name, () -> site.perform(new Action.RemoveVolume(name)));
        site.perform(new Action.CreateVolume(new VolumeSpec(name, labels(), ApiObject.EMPTY)));
        return name;
    }

    /** A container that runs now. */
    ObservedContainer start(String image, Map<String, Object> config, Map<String, String> volumes) {
        String name = name("trial");
        rest.later("removing container " + name, () -> site.perform(new Action.RemoveContainer(name, true)));
        site.perform(new Action.CreateContainer(spec(name, image, config, volumes)));
        site.perform(new Action.StartContainer(name));
        return site.engine()
                .observe(ObserveRequest.listing(""))
                .container(name)
                .orElseThrow(() -> new BackupException(Kind.FAILED, "container " + name + " has gone", ""));
    }

    private ContainerSpec spec(String name, String image, Map<String, Object> config, Map<String, String> volumes) {
        List<Map<String, Object>> mounts = volumes.entrySet().stream()
                .map(entry -> {
                    Map<String, Object> mount = new LinkedHashMap<>();
                    mount.put("Type", "volume");
                    mount.put("Source", entry.getKey());
                    mount.put("Target", entry.getValue());
                    return mount;
                })
                .toList();
        return new ContainerSpec(
                name,
                image,
                Optional.empty(),
                labels(),
                ApiObject.of(config),
                ApiObject.of(Map.of("NetworkMode", "none", "Mounts", mounts)),
                List.of(),
                List.of());
    }

    /** Waits until a program is ready. @throws BackupException {@code FAILED} if it ends, or is not ready in time */
    void await(ObservedContainer container, BooleanSupplier ready) {
        Duration until = site.timing().elapsed().plus(LONGEST_START);
        while (true) {
            site.goOn();
            boolean runs = site.engine()
                    .status(container.id())
                    .map(ContainerStatus::state)
                    .filter(state -> state.isUp())
                    .isPresent();
            if (runs && isReady(ready)) {
                return;
            }
            if (!runs || site.timing().elapsed().compareTo(until) > 0) {
                throw new BackupException(
                        Kind.FAILED,
                        site.mask()
                                .mask("server " + container.name() + " "
                                        + (runs ? "is not ready after 2m" : "has ended") + ": "
                                        + String.join("; ", site.engine().logTail(container.id(), 5))),
                        "");
            }
            pause();
        }
    }

    private static boolean isReady(BooleanSupplier ready) {
        try {
            return ready.getAsBoolean();
        } catch (BackupException notYet) {
            return false;
        } catch (EngineException notYet) {
            if (notYet.kind() == EngineException.Kind.CONFLICT || notYet.kind() == EngineException.Kind.REJECTED) {
                return false;
            }
            throw notYet;
        }
    }

    private void pause() {
        try {
            site.timing().sleep(BETWEEN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted while a server started");
        }
    }

    /** Runs shell lines of an image with volumes at {@code /homelab-0} and on, and waits for their end. */
    void shell(String image, List<String> volumes, String lines) {
        String name = name("shell");
        rest.later("removing container " + name, () -> site.perform(new Action.RemoveContainer(name, true)));
        Map<String, String> mounts = new LinkedHashMap<>();
        for (int i = 0; i < volumes.size(); i++) {
            mounts.put(volumes.get(i), "/homelab-" + i);
        }
        Map<String, Object> config = Map.of("Entrypoint", List.of("sh", "-c", lines), "Cmd", List.of(), "User", "0");
        site.perform(new Action.CreateContainer(spec(name, image, config, mounts)));
        MessageLines said = new MessageLines(fact -> {});
        try (ContainerSession session = site.engine().attach(name, AttachRequest.OUTPUT)) {
            site.perform(new Action.StartContainer(name));
            session.copyOutput(said, said);
            said.end();
            int code = session.exitCode().orElse(-1);
            if (code != 0) {
                throw new BackupException(Kind.FAILED, "a shell ended with " + code + ": " + said.tail(), "");
            }
        } catch (IOException impossible) {
            throw new BackupException(Kind.FAILED, "a shell: " + impossible.getMessage(), "", impossible);
        }
    }

    /** All of it goes. @throws BackupException {@code LEFT_HALF_WAY} naming what is left */
    @Override
    public void close() {
        BackupException done = rest.after(new BackupException(Kind.FAILED, "the trial's end", ""));
        if (done.kind() == Kind.LEFT_HALF_WAY) {
            throw done;
        }
    }
}
