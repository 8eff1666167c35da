package io.homelabhub.doctor;

import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.desired.translate.ComposeTranslation;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.HostInfo;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.planning.PortConflict;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what there is to look at, as far as files and engine allow. */
final class Gathering {
    private final HomelabSettings settings;
    private final Session session;
    private final List<Problem> problems = new ArrayList<>();

    Gathering(HomelabSettings settings, Session session) {
        this.settings = settings;
        this.session = session;
    }

    Circumstances circumstances() {
        Optional<Circumstances.Described> files = files();
        try {
            return new Circumstances(settings, files, problems, Optional.of(engine(files)), Optional.empty());
        } catch (EngineException failure) {
            return new Circumstances(settings, files, problems, Optional.empty(), Optional.of(failure));
        }
    }

    private Optional<Circumstances.Described> files() {
        try {
            ProjectDefinition definition = DefinitionLoader.load(settings.sources(), List.of());
            problems.addAll(definition.errors());
            List<String> services = definition
                    .selector()
                    .deployment(List.of(ServiceSelector.ALL))
                    .services();
            definition.requireUsable(services);
            ComposeTranslation translation = definition.translation(Map.of());
            return Optional.of(new Circumstances.Described(
                    definition, services, translation, definition.desired(services, translation)));
        } catch (InvalidInputException broken) {
            problems.addAll(broken.problems());
            return Optional.empty();
        }
    }

    private Circumstances.Engine engine(Optional<Circumstances.Described> files) {
        OpenEngine open = session.await();
        Set<String> images = new TreeSet<>();
        files.ifPresent(described -> described.desired().services().forEach(service -> service.images()
                .forEach(image -> images.add(image.reference()))));
        String project =
                files.map(described -> described.definition().project()).orElse("");
        ObservedState observed = open.engine()
                .observe(new ObserveRequest(project, images, true))
                .withTime(settings.timing().now());
        Instant before = settings.timing().now();
        HostInfo host = open.engine().host();
        Duration half = Duration.between(before, settings.timing().now()).dividedBy(2);
        Optional<Duration> ahead = host.time().map(time -> Duration.between(before.plus(half), time));
        return new Circumstances.Engine(open, withListeners(open, host, observed, files), host, ahead);
    }

    private ObservedState withListeners(
            OpenEngine open, HostInfo host, ObservedState observed, Optional<Circumstances.Described> files) {
        if (files.isEmpty()
                || !settings.machine().sharesNetworkWith(open.info())
                || !settings.machine().maybeOf(host)) {
            return observed;
        }
        Set<Integer> wanted = PortConflict.wanted(files.get().desired(), observed);
        return observed.withListeners(settings.machine().listeners(wanted));
    }
}
