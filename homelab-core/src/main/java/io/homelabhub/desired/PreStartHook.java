package io.homelabhub.desired;

import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code pre_start} hook: a container of its own that has to end well before the first container of its service starts.
 *
 * @param index its place in the list of the service, 0 and up
 * @param runner the container it runs in, as far as the files say it
 * @param image where its image comes from
 */
public record PreStartHook(int index, ContainerSpec runner, DesiredImage image) {
    /**
     * The runner with the volumes of a container of its service.
     *
     * @param container its name; it has to be there when the runner is created
     * @param version what the label of the version says in the project
     */
    public ContainerSpec runnerBeside(String container, String version) {
        List<String> lenders = new ArrayList<>(runner.hostConfig().strings("VolumesFrom"));
        lenders.add(container);
        return runner.withHostConfig("VolumesFrom", lenders).withLabel(ComposeLabels.VERSION, version);
    }
}
