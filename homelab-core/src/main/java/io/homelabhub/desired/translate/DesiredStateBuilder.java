package io.homelabhub.desired.translate;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredJob;
import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Reason;
import io.homelabhub.plan.Await;
import io.homelabhub.resource.VolumeSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Puts together what shall be there from a model, the graph of its services and a selection of them. */
public final class DesiredStateBuilder {
    private final ComposeModel model;
    private final Translator translator;
    private final DependencyGraph graph;
    private final Function<String, Optional<Await.Endpoint>> endpoints;

    /**
     * @param graph who needs whom, by the names of the model's services
     * @param endpoints the catalog's health endpoint of a service
     */
    public DesiredStateBuilder(
            ComposeModel model,
            Translator translator,
            DependencyGraph graph,
            Function<String, Optional<Await.Endpoint>> endpoints) {
        this.model = model;
        this.translator = translator;
        this.graph = graph;
        this.endpoints = endpoints;
    }

    /**
     * What shall be there.
     *
     * @param selected names of the model's services, each after what it needs
     * @param jobs names of jobs that the model has as services, whose images, networks and volumes are to be there
     * @param described the names of all services that any file of the project describes
     * @param armed what says of a job that it runs when it is due
     */
    public DesiredState build(
            List<String> selected,
            List<String> jobs,
            Set<String> described,
            Function<String, Optional<VolumeSpec>> armed) {
        Set<String> networks = new TreeSet<>();
        Set<String> volumes = new TreeSet<>();
        List<DesiredService> services = new ArrayList<>();
        for (String name : selected) {
            TranslatedService service = translator.service(name);
            networks.addAll(service.networks());
            volumes.addAll(service.volumes());
            services.add(desired(service));
        }
        List<DesiredJob> desiredJobs = new ArrayList<>();
        for (String name : jobs) {
            TranslatedService job = translator.service(name);
            networks.addAll(job.networks());
            volumes.addAll(job.volumes());
            desiredJobs.add(new DesiredJob(name, job.image(), armed.apply(name)));
        }
        translator.requireDisjoint(selected);
        return new DesiredState(
                model.project(),
                networks.stream()
                        .map(translator::network)
                        .sorted(Comparator.comparing(
                                (DesiredNetwork network) -> network.spec().name()))
                        .toList(),
                volumes.stream()
                        .map(translator::volume)
                        .sorted(Comparator.comparing(
                                (DesiredVolume volume) -> volume.spec().name()))
                        .toList(),
                services,
                described,
                model.secrets().and(model.encrypted().values().mask()),
                translator.apiNeeds(selected, networks),
                translator.dialects(selected, networks, volumes),
                desiredJobs);
    }

    private DesiredService desired(TranslatedService service) {
        boolean ownHealthCheck = service.containers().stream()
                .anyMatch(container -> !container.config().object("Healthcheck").isEmpty());
        return new DesiredService(
                service.name(),
                service.containers(),
                service.image(),
                dependencies(service.name()),
                service.fixedName(),
                service.contentPolicy(),
                service.readyWithin(),
                ownHealthCheck ? Optional.empty() : endpoints.apply(service.name()),
                service.replaceOrder(),
                service.probing(),
                service.settlesWithin(),
                service.hooks());
    }

    private List<DesiredDependency> dependencies(String service) {
        return graph.dependencies(service).stream()
                .sorted(Comparator.comparing(Dependency::to))
                .map(dependency -> new DesiredDependency(
                        dependency.to(),
                        dependency.conditions(),
                        dependency.required(),
                        dependency.restart(),
                        dependency.reasons().stream().map(Reason::source).anyMatch(Reason.Source::bindsToContainer)))
                .toList();
    }
}
