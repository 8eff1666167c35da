package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.plan.Action.PauseContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.RenameContainer;
import io.homelabhub.plan.Action.SignalContainer;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Action.UnpauseContainer;
import io.homelabhub.plan.Action.UpdateContainer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** What is done to containers that are there. */
final class ContainerActions {
    private static final Duration DEFAULT_STOP = Duration.ofSeconds(10);
    private static final Duration REMOVAL = Duration.ofMinutes(5);
    private static final Duration START = Duration.ofMinutes(2);

    private final DockerApi api;
    private final Names names;
    private final PortRanges portRanges;
    private final ReentrantLock startOfPortRange = new ReentrantLock();

    ContainerActions(DockerApi api, Names names, PortRanges portRanges) {
        this.api = api;
        this.names = names;
        this.portRanges = portRanges;
    }

    Effect start(StartContainer action) {
        String container = action.container();
        String attempt = "starting container " + container;
        String name = existing(container, attempt);
        if (!portRanges.isPublishedBy(container)) {
            return start(name, attempt);
        }
        try {
            startOfPortRange.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted(attempt, interrupted);
        }
        try {
            return start(name, attempt);
        } finally {
            startOfPortRange.unlock();
        }
    }

    private Effect start(String name, String attempt) {
        return effect(api.exchange(ApiCall.post(attempt, path(name) + "/start").within(START)));
    }

    Effect stop(StopContainer action) {
        String attempt = "stopping container " + action.container();
        String name = existing(action.container(), attempt);
        ApiCall call = ApiCall.post(attempt, path(name) + "/stop");
        if (action.timeout().isPresent()) {
            call = call.query("t", String.valueOf(action.timeout().get().toSeconds()));
        }
        Duration grace = action.timeout().orElse(DEFAULT_STOP);
        boolean asSaid = action.timeout().isPresent();
        return effect(api.exchange(
                call.within(grace.plus(ApiCall.USUAL)),
                () -> asSaid ? Duration.ZERO : ownStopTimeout(name).minus(grace)));
    }

    /** Looked for only when a container takes longer than most have; an engine that does not answer hangs. */
    private Duration ownStopTimeout(String container) {
        try {
            return api.container(container)
                    .map(inspection -> inspection.object("Config").get("StopTimeout"))
                    .map(seconds -> seconds instanceof Long number ? Duration.ofSeconds(number) : DEFAULT_STOP)
                    .orElse(DEFAULT_STOP);
        } catch (EngineException unknown) {
            return DEFAULT_STOP;
        }
    }

    Effect remove(RemoveContainer action) {
        String attempt = "removing container " + action.container();
        Optional<String> name = names.container(action.container());
        if (name.isEmpty()) {
            return Effect.ALREADY_SO;
        }
        Answer answer = api.exchange(ApiCall.delete(attempt, path(name.get()))
                .query("force", "1")
                .query("v", action.anonymousVolumes() ? "1" : "0")
                .within(REMOVAL));
        if (answer.refusesWith("is already in progress")) {
            awaitRemoval(name.get(), attempt);
            return Effect.ALREADY_SO;
        }
        if (answer.is(Answer.NOT_FOUND)) {
            return Effect.ALREADY_SO;
        }
        answer.orThrow();
        return Effect.DONE;
    }

    /** Somebody else removes it: that is as good, but only when it is done. */
    private void awaitRemoval(String container, String attempt) {
        Answer answer = api.exchange(ApiCall.post(attempt, path(container) + "/wait")
                .query("condition", "removed")
                .within(REMOVAL));
        if (!answer.is(Answer.NOT_FOUND)) {
            answer.orThrow();
        }
    }

    Effect rename(RenameContainer action) {
        String attempt = "renaming container " + action.container() + " to " + action.name();
        String name = existing(action.container(), attempt);
        Answer answer =
                api.exchange(ApiCall.post(attempt, path(name) + "/rename").query("name", action.name()));
        if (answer.refusesWith("same name as its current name")) {
            return Effect.ALREADY_SO;
        }
        answer.orThrow();
        portRanges.renamed(action.container(), action.name());
        return Effect.DONE;
    }

    Effect update(UpdateContainer action) {
        String attempt = "updating container " + action.container();
        api.exchange(ApiCall.post(attempt, path(existing(action.container(), attempt)) + "/update")
                        .json(action.settings()))
                .orThrow();
        return Effect.DONE;
    }

    Effect signal(SignalContainer action) {
        String attempt = "sending " + action.signal() + " to container " + action.container();
        api.exchange(ApiCall.post(attempt, path(existing(action.container(), attempt)) + "/kill")
                        .query("signal", action.signal()))
                .orThrow();
        return Effect.DONE;
    }

    Effect pause(PauseContainer action) {
        return switched("pausing", action.container(), "/pause", "already paused");
    }

    Effect unpause(UnpauseContainer action) {
        return switched("resuming", action.container(), "/unpause", "not paused");
    }

    /** @param already what the engine says of one that is so, which is no failure */
    private Effect switched(String doing, String container, String path, String already) {
        String attempt = doing + " container " + container;
        Answer answer = api.exchange(ApiCall.post(attempt, path(existing(container, attempt)) + path));
        if (answer.refusesWith(already)) {
            return Effect.ALREADY_SO;
        }
        answer.orThrow();
        return Effect.DONE;
    }

    private static Effect effect(Answer answer) {
        answer.orThrow();
        return answer.is(Answer.NOT_MODIFIED) ? Effect.ALREADY_SO : Effect.DONE;
    }

    private String existing(String container, String attempt) {
        return names.container(container)
                .orElseThrow(() -> new EngineException(Kind.NOT_FOUND, attempt + ": there is no such container"));
    }

    private static String path(String container) {
        return "/containers/" + ApiCall.encoded(container);
    }
}
