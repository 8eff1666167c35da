package io.homelabhub.run;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.LateLabels;
import java.util.Optional;
import java.util.Set;

/**
 * Carries on an action whose first answer was lost: looks what became of it before it is tried again. Names and labels
 * tell; a container of the right name with other labels is a stranger's, and is left to be the conflict that it is.
 */
final class LostAnswer {
    private final Engine engine;
    private final String project;

    LostAnswer(Engine engine, String project) {
        this.engine = engine;
        this.project = project;
    }

    /** Brings the action about. The answer is DONE, whichever of the attempts it was. */
    Effect settle(Action action, ActionProgress progress) {
        action.as(CreateContainer.class).map(CreateContainer::container).ifPresent(this::clear);
        if (!wasDone(action)) {
            engine.perform(action, progress);
        }
        return Effect.DONE;
    }

    /** Whether a creation whose answer was lost has made its container. One of the same name may be a stranger's. */
    boolean hasMade(CreateContainer creation) {
        return container(creation.container().name())
                .filter(there -> isMade(there, creation.container()))
                .isPresent();
    }

    /** Likewise a volume: one that was there before has other labels, and perhaps data. */
    boolean hasMade(Action.CreateVolume creation) {
        return engine.observe(new ObserveRequest(project, Set.of(), false))
                .volume(creation.volume().name())
                .filter(there -> there.labels().equals(creation.volume().labels()))
                .isPresent();
    }

    /** Labels whose values the engine puts in tell nothing. */
    private static boolean isMade(ObservedContainer there, ContainerSpec spec) {
        return spec.labels().entrySet().stream()
                .filter(label -> !LateLabels.isLate(label.getKey(), label.getValue()))
                .allMatch(label -> there.label(label.getKey()).equals(Optional.of(label.getValue())));
    }

    /** A container that was made, but perhaps without its files or all its networks, is made anew: it has never run. */
    private void clear(ContainerSpec spec) {
        container(spec.name())
                .filter(there -> there.state() == ContainerState.CREATED)
                .filter(there -> isMade(there, spec))
                .ifPresent(ours -> engine.perform(new Action.RemoveContainer(ours.id(), true), ActionProgress.NONE));
    }

    private boolean wasDone(Action action) {
        return switch (action.verb()) {
            case RENAME ->
                action.as(Action.RenameContainer.class).filter(this::isRenamed).isPresent();
            case CONNECT ->
                action.as(Action.ConnectNetwork.class)
                        .filter(join ->
                                isConnected(join.container(), join.attachment().network()))
                        .isPresent();
            case DISCONNECT ->
                action.as(Action.DisconnectNetwork.class)
                        .filter(leave -> !isConnected(leave.container(), leave.network()))
                        .isPresent();
            // these say themselves, by ALREADY_SO, that nothing is left to do, or are harmless twice
            case PULL, BUILD, PUSH, TAG, CREATE, START, STOP, REMOVE, UPDATE, SIGNAL, PAUSE, UNPAUSE, RUN, RECONNECT ->
                false;
        };
    }

    private boolean isRenamed(Action.RenameContainer rename) {
        return engine.status(rename.container())
                .or(() -> engine.status(rename.name()))
                .filter(there -> there.name().equals(rename.name()))
                .isPresent();
    }

    private boolean isConnected(String container, String network) {
        return container(container)
                .filter(there -> there.networks().containsKey(network)
                        || there.networks().containsValue(network))
                .isPresent();
    }

    private Optional<ObservedContainer> container(String idOrName) {
        return engine.observe(new ObserveRequest(project, Set.of(), false)).containers().stream()
                .filter(there -> there.id().equals(idOrName) || there.name().equals(idOrName))
                .findFirst();
    }
}
