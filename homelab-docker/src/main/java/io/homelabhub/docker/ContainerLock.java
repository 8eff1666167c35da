package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project's lock: a container that is created and never started. The engine gives a name to one container only, also
 * when two machines ask at once, and that is all a lock needs. Its labels tell the holder; Compose's labels are not among
 * them, so that {@code docker compose} takes it for nobody's.
 */
final class ContainerLock {
    /** Nothing is in it. Made when it is first needed. */
    private static final String REPOSITORY = "homelab/lock";

    private static final String TAG = "latest"; // Podman takes no other at import
    private static final byte[] EMPTY_TAR = new byte[1024];
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private static final String ID = "io.homelabhub.lock.id";
    private static final String WHO = "io.homelabhub.lock.who";
    private static final String PROCESS = "io.homelabhub.lock.process";
    private static final String OPERATION = "io.homelabhub.lock.operation";
    private static final String SINCE = "io.homelabhub.lock.since";

    private final DockerApi api;
    private final Timing timing;

    ContainerLock(DockerApi api, Timing timing) {
        this.api = api;
        this.timing = timing;
    }

    private static String name(String project) {
        return "homelab-lock-" + project;
    }

    Optional<LockHolder> acquire(String project, LockHolder holder) {
        String attempt = "taking the lock of project " + project;
        Duration end = timing.elapsed().plus(PATIENCE);
        while (true) {
            if (isTaken(project, holder, attempt)) {
                return Optional.empty();
            }
            Optional<LockHolder> present = holder(project);
            if (present.isPresent()) {
                return present;
            }
            // the name is given out a moment before the container can be seen
            if (timing.elapsed().compareTo(end) > 0) {
                throw new EngineException(
                        Kind.CONFLICT, attempt + ": somebody holds it, but the engine does not say who");
            }
            pause(attempt);
        }
    }

    private boolean isTaken(String project, LockHolder holder, String attempt) {
        Answer answer = create(project, holder, attempt);
        if (answer.is(Answer.NOT_FOUND) || answer.refusesWith("no such image")) {
            importImage(attempt);
            answer = create(project, holder, attempt);
        }
        if (answer.is(Answer.CONFLICT) || answer.refusesWith("is already in use")) { // Podman's status is 500
            return false;
        }
        answer.orThrow();
        return true;
    }

    private void pause(String attempt) {
        try {
            timing.sleep(LOOK_AGAIN);
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted(attempt, interrupted);
        }
    }

    private Answer create(String project, LockHolder holder, String attempt) {
        Map<String, String> labels = Map.of(
                ID, holder.id(),
                WHO, holder.who(),
                PROCESS, String.valueOf(holder.process()),
                OPERATION, holder.operation(),
                SINCE, holder.since().toString());
        Map<String, Object> body =
                Map.of("Image", REPOSITORY + ":" + TAG, "Cmd", List.of("never-started"), "Labels", labels);
        return api.exchange(ApiCall.post(attempt, "/containers/create")
                .query("name", name(project))
                .json(ApiObject.of(body)));
    }

    private void importImage(String attempt) {
        api.exchange(ApiCall.post(attempt, "/images/create")
                        .query("fromSrc", "-")
                        .query("repo", REPOSITORY)
                        .query("tag", TAG)
                        .tar(EMPTY_TAR))
                .orThrow();
    }

    Optional<LockHolder> holder(String project) {
        return api.container(name(project)).map(ContainerLock::holder);
    }

    private static LockHolder holder(ApiObject inspection) {
        ApiObject labels = inspection.object("Config").object("Labels");
        return new LockHolder(
                labels.string(ID).orElse(""),
                labels.string(WHO).orElse("unknown"),
                number(labels.string(PROCESS).orElse("")),
                labels.string(OPERATION).orElse("unknown"),
                time(labels.string(SINCE).orElse("")));
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unknown) {
            return Instant.EPOCH;
        }
    }

    /** Removes by id what was looked at, so never a lock that another took in between. */
    Effect release(String project, LockHolder holder) {
        Optional<ApiObject> inspection = api.container(name(project));
        if (inspection.isEmpty() || !holder(inspection.get()).id().equals(holder.id())) {
            return Effect.ALREADY_SO;
        }
        String id = inspection.get().string("Id").orElseThrow();
        Answer answer = api.exchange(ApiCall.delete("giving back the lock of project " + project, "/containers/" + id)
                .query("force", "1"));
        if (answer.is(Answer.NOT_FOUND)) {
            return Effect.ALREADY_SO;
        }
        answer.orThrow();
        return Effect.DONE;
    }
}
