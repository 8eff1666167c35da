package io.homelabhub.desired;

import io.homelabhub.resource.HookCommand;
import java.util.List;

/**
 * What is run around the life of a service's containers, each list in its order.
 *
 * @param preStart in containers of their own, once for all containers of the service, before the first of them starts
 * @param postStart in each container that was started, before it is waited for
 * @param preStop in each container that runs, before it is stopped
 */
public record ServiceHooks(List<PreStartHook> preStart, List<HookCommand> postStart, List<HookCommand> preStop) {
    /** No hooks. */
    public static final ServiceHooks NONE = new ServiceHooks(List.of(), List.of(), List.of());

    public ServiceHooks {
        preStart = List.copyOf(preStart);
        postStart = List.copyOf(postStart);
        preStop = List.copyOf(preStop);
    }
}
