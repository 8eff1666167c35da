package io.homelabhub.operation;

import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.deployment.DeploySites;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.planning.ContainerNames;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the containers of a service, from the files or from labels alone where the files cannot be used. */
final class ContainerSearch {
    private static final Comparator<ObservedContainer> ORDER = Comparator.comparingInt(ContainerSearch::number)
            .thenComparing(
                    container -> !ContainerNames.lasting(container.name()).equals(container.name()))
            .thenComparing(ObservedContainer::name);

    private final HomelabSettings settings;
    private final Session session;
    private final ServiceContainer wanted;
    private final ProjectView view;
    private final boolean inspected;

    ContainerSearch(HomelabSettings settings, Session session, ServiceContainer wanted, boolean inspected) {
        this.settings = settings;
        this.session = session;
        this.wanted = wanted;
        this.inspected = inspected;
        this.view = ProjectSearch.view(
                settings.sources(), List.of(wanted.service()), () -> observe(ObserveRequest.listing("")));
    }

    private ObservedState observe(ObserveRequest request) {
        return session.await().engine().observe(request);
    }

    /** That which is meant. @throws NoContainerException if there is none */
    ObservedContainer any() {
        List<ObservedContainer> containers = all();
        return containers.stream()
                .filter(ContainerSearch::runs)
                .findFirst()
                .or(() -> containers.stream().findFirst())
                .or(this::runningOnce)
                .orElseThrow(this::absent);
    }

    /** Where the service itself has no container: one of those in which it runs once. */
    private Optional<ObservedContainer> runningOnce() {
        if (wanted.index().isPresent()) {
            return Optional.empty();
        }
        String service = view.composeName(wanted.service());
        return ours().oneOffs().stream()
                .filter(container -> ProjectContainers.serviceOf(container).equals(service))
                .filter(ContainerSearch::runs)
                .findFirst();
    }

    private ProjectContainers ours() {
        return ProjectContainers.of(view.project(), observe(new ObserveRequest(view.project(), Set.of(), inspected)));
    }

    /** That which is meant. @throws NoContainerException if it does not run */
    ObservedContainer running() {
        ObservedContainer container = any();
        if (!runs(container)) {
            throw new NoContainerException(
                    wanted + " does not run: container " + container.name() + " is "
                            + container.state().name().toLowerCase(Locale.ROOT),
                    container.state() == ContainerState.PAUSED
                            ? "`docker unpause " + container.name() + "` lets it go on."
                            : "`homelab start " + wanted.service() + "` starts it.");
        }
        return container;
    }

    /** All that are meant, by their numbers. @throws io.homelabhub.catalog.UnknownServiceException for no service's name */
    List<ObservedContainer> all() {
        ProjectContainers ours = ours();
        ProjectView known = view.withOrphans(ours, List.of(wanted.service()));
        known.selector().requireService(wanted.service());
        return ours.of(known.composeName(wanted.service())).stream()
                .filter(container -> wanted.index()
                        .filter(index -> number(container) != index)
                        .isEmpty())
                .sorted(ORDER)
                .toList();
    }

    /** @throws NoContainerException if there is none */
    List<Integer> numbers() {
        List<Integer> numbers =
                all().stream().map(ContainerSearch::number).distinct().toList();
        if (numbers.isEmpty()) {
            throw absent();
        }
        return numbers;
    }

    NoContainerException absent() {
        Optional<String> elsewhere = DeploySites.elsewhere(settings, List.of(wanted.service())).keySet().stream()
                .findFirst();
        if (elsewhere.isPresent()) {
            return new NoContainerException(
                    wanted + " runs on " + elsewhere.get() + ", and this goes to this machine",
                    "Add --host=" + elsewhere.get() + ".");
        }
        return new NoContainerException(
                wanted.index().isPresent() ? "there is no " + wanted : wanted + " has no container",
                wanted.index().isPresent()
                        ? "`homelab status " + wanted.service() + "` shows which there are."
                        : "`homelab deploy " + wanted.service() + "` makes one.");
    }

    private static boolean runs(ObservedContainer container) {
        return container.state() == ContainerState.RUNNING;
    }

    private static int number(ObservedContainer container) {
        String text = container.label(ComposeLabels.CONTAINER_NUMBER).orElse("1");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 1;
    }
}
