package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.ServiceHooks;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Verb;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.HookCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hooks of the containers that are there: what is run in one that runs before it is stopped, and in one that is started again
 * because its stop is taken back.
 *
 * <p>No container tells its hooks; the files have those of today, and a container that is about to be replaced gets them before
 * it is stopped, as docker compose has it. When it comes back it gets them only if it was made of the same files: what has failed may be the new hook.
 */
final class ContainerHooks {
    /** Nothing is run. */
    static final ContainerHooks NONE = new ContainerHooks(Map.of(), Map.of());

    private final Map<String, List<HookCommand>> beforeStop;
    private final Map<String, List<HookCommand>> afterComeback;

    private ContainerHooks(Map<String, List<HookCommand>> beforeStop, Map<String, List<HookCommand>> afterComeback) {
        this.beforeStop = beforeStop;
        this.afterComeback = afterComeback;
    }

    /** Where containers stay what they are. */
    static ContainerHooks of(Map<String, ServiceHooks> hooks, ObservedIndex observed) {
        ContainerHooks all = new ContainerHooks(new HashMap<>(), new HashMap<>());
        hooks.forEach((service, own) -> observed.of(service).forEach(container -> all.note(own, container, true)));
        return all;
    }

    /** Where they are held against what shall be. */
    static ContainerHooks of(DesiredState desired, ObservedIndex observed) {
        ContainerHooks all = new ContainerHooks(new HashMap<>(), new HashMap<>());
        for (DesiredService service : desired.services()) {
            observed.of(service.name())
                    .forEach(container -> all.note(service.hooks(), container, isOf(service, container, observed)));
        }
        return all;
    }

    private static boolean isOf(DesiredService service, ObservedContainer container, ObservedIndex observed) {
        return service.containers().stream()
                .map(wanted -> wanted.labels().getOrDefault(ComposeLabels.CONFIG_HASH, ""))
                .map(observed::completeHash)
                .anyMatch(hash -> container
                        .label(ComposeLabels.CONFIG_HASH)
                        .filter(hash::equals)
                        .isPresent());
    }

    /** One that is paused runs nothing, and none is run in one that is down. */
    private void note(ServiceHooks hooks, ObservedContainer container, boolean same) {
        if (container.state() == ContainerState.RUNNING) {
            beforeStop.put(container.id(), hooks.preStop());
            afterComeback.put(container.id(), same ? hooks.postStart() : List.of());
        }
    }

    /** What is run before a container is stopped, in this order. */
    List<HookCommand> beforeStopOf(String container) {
        return beforeStop.getOrDefault(container, List.of());
    }

    /** What takes a stop back, with what is run in the container that has been started again. */
    List<Action> afterComeback(String container, List<Action> undo) {
        List<Action> all = new ArrayList<>(undo);
        for (Action action : undo) {
            action.container(Verb.START).ifPresent(started -> afterComeback
                    .getOrDefault(container, List.of())
                    .forEach(hook -> all.add(new Action.RunHook(started, hook))));
        }
        return all;
    }
}
