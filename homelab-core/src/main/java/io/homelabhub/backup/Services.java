package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.graph.Follow;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.Lifecycle;
import io.homelabhub.planning.LifecycleOptions;
import io.homelabhub.planning.LifecyclePlanner;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.run.OnFailure;
import io.homelabhub.run.PlanRunner;
import io.homelabhub.session.HomelabSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Stops and starts services as they are, in the order of the graph and with its waits. Whoever calls holds the lock. */
final class Services {
    private final Site site;
    private final ProjectView view;
    private final Map<String, DesiredService> described;

    /** @param described as the files have them, by Compose name; of the others no hooks are run */
    Services(Site site, ProjectView view, Map<String, DesiredService> described) {
        this.site = site;
        this.view = view;
        this.described = described;
    }

    ObservedState observe() {
        return site.engine().observe(new ObserveRequest(view.project(), Set.of(), true));
    }

    /** The containers of a service as they are now, by its Compose name. */
    List<ObservedContainer> containers(String service) {
        return ProjectContainers.of(view.project(), observe()).of(service);
    }

    /** Those of these that have a container that is up. */
    Set<String> up(Collection<String> services) {
        ProjectContainers ours = ProjectContainers.of(view.project(), observe());
        Set<String> up = new TreeSet<>();
        services.stream()
                .filter(service -> ours.of(service).stream()
                        .anyMatch(container -> container.state().isUp()))
                .forEach(up::add);
        return up;
    }

    /** Those that need one of these, without these; by Compose names. */
    Set<String> dependants(Set<String> services) {
        Set<String> known = new TreeSet<>(services);
        known.retainAll(view.composeGraph().vertices());
        Set<String> all = new TreeSet<>(view.composeGraph().dependantsClosure(known, Follow.REQUIRED));
        all.removeAll(services);
        return all;
    }

    /** @throws BackupException {@code FAILED} if one did not stop, {@code CANCELLED} if somebody has asked for an end meanwhile */
    void stop(Set<String> services) {
        run(Lifecycle.STOP, services, site.cancellation());
    }

    /** Also where somebody has asked for an end. @throws BackupException {@code FAILED} if one did not stop */
    void stopAnyway(Set<String> services) {
        run(Lifecycle.STOP, services, new Cancellation());
    }

    /** Those that have a container with one of these volumes; by Compose names. */
    static Set<String> users(ProjectContainers ours, Set<String> volumes) {
        Set<String> users = new TreeSet<>();
        ours.byService().forEach((service, containers) -> {
            if (containers.stream().anyMatch(container -> mounts(container, volumes))) {
                users.add(service);
            }
        });
        return users;
    }

    /** Whether a container has one of these volumes. */
    static boolean mounts(ObservedContainer container, Set<String> volumes) {
        return container.mounts().stream()
                .anyMatch(mount -> mount.type().equals("volume") && volumes.contains(mount.source()));
    }

    /** Stops those that are up and use one of these volumes, whatever it was that started them. */
    void stopUsers(Set<String> volumes) {
        stopAnyway(up(users(ProjectContainers.of(view.project(), observe()), volumes)));
    }

    /** Also where somebody has asked for an end. @throws BackupException {@code FAILED} if one did not come up */
    void start(Set<String> services) {
        run(Lifecycle.START, services, new Cancellation());
    }

    private void run(Lifecycle lifecycle, Set<String> services, Cancellation cancellation) {
        if (services.isEmpty()) {
            return;
        }
        HomelabSettings settings = site.settings();
        LifecycleOptions options = new LifecycleOptions(lifecycle, services, Optional.empty(), "SIGKILL", described);
        Plan plan = LifecyclePlanner.plan(
                view.project(),
                view.composeGraph(),
                observe().withTime(site.now()),
                options,
                lifecycle.text() + " " + String.join(" ", services),
                List.of());
        if (plan.isEmpty()) {
            return;
        }
        ApplyResult result = PlanRunner.builder(site.engine())
                .timing(settings.timing())
                .prober(settings.prober())
                .masking(site.mask()::mask)
                .build()
                .run(
                        plan,
                        new ApplyOptions(settings.atOnce(), OnFailure.KEEP, Optional.empty()),
                        settings.listener(),
                        cancellation);
        if (!result.ending().isSuccess()) {
            throw new BackupException(
                    result.ending() == Ending.CANCELLED ? Kind.CANCELLED : Kind.FAILED,
                    "could not " + lifecycle.text() + " " + String.join(", ", services) + problems(result),
                    "`homelab status` shows how they stand.");
        }
    }

    private static String problems(ApplyResult result) {
        return result.failures().isEmpty()
                ? ""
                : ": "
                        + String.join(
                                "; ",
                                result.failures().stream()
                                        .map(failure -> failure.problem())
                                        .toList());
    }
}
