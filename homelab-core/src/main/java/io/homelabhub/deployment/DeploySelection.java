package io.homelabhub.deployment;

import io.homelabhub.catalog.CatalogSelection;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.desired.translate.ComposeTranslation;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.graph.Follow;
import io.homelabhub.planning.OtherHosts;
import io.homelabhub.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a deploy is about.
 *
 * @param definition what the files say
 * @param request what is asked for
 * @param services the services by their catalog names, each after what it needs
 * @param jobs the jobs that are made ready to run
 * @param guests services that live in the namespace of one of these
 * @param translation of the definition
 * @param notices what the owner should know about the files and the choice
 * @param others what is deployed on other hosts at the same time
 */
record DeploySelection(
        ProjectDefinition definition,
        DeployRequest request,
        List<String> services,
        List<String> jobs,
        Set<String> guests,
        ComposeTranslation translation,
        List<String> notices,
        OtherHosts others) {
    /**
     * The selection of a request.
     *
     * @param deployed the Compose services that have containers, for a request that takes dependants along
     * @throws io.homelabhub.problem.InvalidInputException if a variable is missing that the deploy needs
     */
    static DeploySelection of(ProjectDefinition definition, DeployRequest request, Set<String> deployed) {
        CatalogSelection selection = definition.selector().deployment(request.names());
        PlacedServices.Result placed = PlacedServices.of(
                definition,
                Selections.forDeploy(definition, request, selection, deployed),
                selection.asked(),
                request.names());
        List<String> services = placed.services();
        definition.requireUsable(services);
        Selections.requireScalable(definition, request.scale());
        boolean keepsJobs = definition.place().isHome() || !definition.place().across();
        List<String> jobs = keepsJobs ? Selections.jobs(definition, request) : List.of();
        return new DeploySelection(
                definition,
                request,
                services,
                jobs,
                definition.guests(services),
                definition.translation(request.scale()),
                Stream.of(
                                placed.notices(),
                                keepsJobs ? Selections.brokenJobs(definition, request) : List.<String>of(),
                                Selections.notices(definition, selection, services, jobs))
                        .flatMap(List::stream)
                        .toList(),
                placed.others());
    }

    /**
     * The selection of a request for one service that shall run once, with what it needs itself if that comes along.
     *
     * @throws io.homelabhub.problem.InvalidInputException if a variable is missing that the run needs
     */
    static DeploySelection ofOneOff(ProjectDefinition definition, DeployRequest request, String service) {
        Set<String> one = Set.of(service);
        PlacedServices.Result placed = PlacedServices.of(
                definition,
                definition.ordered(
                        request.withDependencies() ? definition.graph().closure(one, Follow.REQUIRED) : one),
                one,
                one);
        List<String> services = placed.services();
        definition.requireUsable(services);
        return new DeploySelection(
                definition,
                request,
                services,
                List.of(),
                definition.guests(services),
                definition.translation(Map.of(service, 1)),
                Stream.concat(
                                placed.notices().stream(),
                                definition.warningsOn(services).stream().map(Problem::toString))
                        .toList(),
                placed.others());
    }

    /**
     * All services of a request and what comes along, wherever they run, by their catalog names.
     *
     * @param deployed the Compose services that have containers anywhere, for a request that takes dependants along
     */
    static List<String> everywhere(ProjectDefinition definition, DeployRequest request, Set<String> deployed) {
        return Selections.forDeploy(definition, request, definition.selector().deployment(request.names()), deployed);
    }

    /** The same, where something elsewhere is about to wait for these, by their names in the Compose files. */
    DeploySelection waitedFor(Set<String> composeServices) {
        return new DeploySelection(
                definition, request, services, jobs, guests, translation, notices, others.waitingFor(composeServices));
    }

    /** What has to be known of the engine to plan it. */
    ObserveRequest toObserve() {
        Set<String> images = new TreeSet<>();
        Stream.concat(Stream.concat(services.stream(), guests.stream()).map(definition::composeName), jobs.stream())
                .flatMap(service -> translation.model().imageReferences(service).stream())
                .forEach(images::add);
        return new ObserveRequest(definition.project(), images, true);
    }
}
