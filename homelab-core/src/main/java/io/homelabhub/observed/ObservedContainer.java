package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.HomelabLabels;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A container as the engine listed it.
 *
 * @param id the full id
 * @param name without the leading slash
 * @param labels all labels, sorted
 * @param state its state
 * @param health what its health check last said
 * @param exitCode of its last end, where the listing tells; a listing may show 0 while it restarts
 * @param imageId the id of its image, as {@code sha256:…}
 * @param image the reference it was created from, or an id where the reference has moved on
 * @param networks the ids of its networks by name
 * @param mounts its mounts
 * @param ports its published ports; empty unless it runs
 * @param created when it was created
 * @param inspection {@code GET /containers/{id}/json}, if the observation was asked to inspect
 */
public record ObservedContainer(
        String id,
        String name,
        Map<String, String> labels,
        ContainerState state,
        Health health,
        Optional<Integer> exitCode,
        String imageId,
        String image,
        Map<String, String> networks,
        List<ObservedMount> mounts,
        List<ObservedPort> ports,
        Instant created,
        Optional<ApiObject> inspection) {
    public ObservedContainer {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        networks = Collections.unmodifiableMap(new TreeMap<>(networks));
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
    }

    /** The value of a label; empty if it has none. */
    public Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key));
    }

    /**
     * Whether it ran beside a service, for {@code docker compose run} or for a hook: it carries the service's label, but is none of
     * the service's own containers.
     */
    public boolean isCompanion() {
        return isHookRunner()
                || isJobRun()
                || label(ComposeLabels.ONE_OFF).filter("True"::equals).isPresent();
    }

    /** Whether a job of the engine's own runs or ran in it, by Docker's extension for jobs: it is the engine's to look after. */
    public boolean isOfEnginesJob() {
        return label("com.docker.job.id").isPresent();
    }

    /** Whether a job runs or ran in it. */
    public boolean isJobRun() {
        return label(HomelabLabels.JOB).isPresent();
    }

    /** Whether a {@code pre_start} hook of docker compose ran in it. */
    public boolean isHookRunner() {
        return label(ComposeLabels.HOOK).isPresent();
    }

    /** Name, state and id; labels and inspection can hold secrets. */
    @Override
    public String toString() {
        return "ObservedContainer[" + name + " " + state + " " + id + "]";
    }
}
