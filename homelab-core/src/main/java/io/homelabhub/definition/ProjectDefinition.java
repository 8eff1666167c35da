package io.homelabhub.definition;

import io.homelabhub.api.Api;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.compose.ComposeJob;
import io.homelabhub.compose.ComposeNetwork;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.translate.ComposeTranslation;
import io.homelabhub.desired.translate.DesiredStateBuilder;
import io.homelabhub.desired.translate.EncryptedValues;
import io.homelabhub.desired.translate.Translator;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.host.RunPlace;
import io.homelabhub.placement.PlacementPlan;
import io.homelabhub.plan.Await;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.VolumeSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the files of a homelab say: the catalog and the Compose model, held against each other. Immutable.
 *
 * <p>Without a catalog one is made up from the Compose files: each service is a service, each profile a group.
 */
public final class ProjectDefinition {
    private static final Set<String> YES = Set.of("1", "t", "true", "y", "yes");

    private final ServiceCatalog catalog;
    private final PlacedProject placed;
    private final FileProblems problems;
    private final EncryptedValues encrypted;
    private final Set<String> enabledJobs;

    /**
     * @param encrypted opens what the files only refer to
     * @param enabledJobs those that some active profile has, or that have none
     */
    ProjectDefinition(
            ServiceCatalog catalog,
            PlacedProject placed,
            FileProblems problems,
            EncryptedValues encrypted,
            Set<String> enabledJobs) {
        this.catalog = catalog;
        this.placed = placed;
        this.problems = problems;
        this.encrypted = encrypted;
        this.enabledJobs = Collections.unmodifiableSet(new TreeSet<>(enabledJobs));
    }

    /** The Compose project's name. */
    public String project() {
        return compose().name();
    }

    /** The catalog. */
    public ServiceCatalog catalog() {
        return catalog;
    }

    /** The Compose model of all bundles together. */
    public ComposeProject compose() {
        return placed.compose();
    }

    /** The hosts that there are, and the one that is spoken of. */
    public RunPlace place() {
        return placed.run();
    }

    /** Where services run, as seen from there. */
    public PlacementPlan placement() {
        return placed.plan();
    }

    /** Opens what the files only refer to. */
    EncryptedValues encrypted() {
        return encrypted;
    }

    /** The jobs by name, whatever their profiles. */
    public SortedMap<String, ComposeJob> jobs() {
        return compose().jobs();
    }

    /** The jobs that run by themselves if they have a schedule: those that some active profile has, or that have none. */
    public Set<String> enabledJobs() {
        return enabledJobs;
    }

    /** The engine's names of the networks that the files describe. */
    public Set<String> networks() {
        return compose().networks().values().stream().map(ComposeNetwork::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Every service by its name in the catalog, else in the Compose files, with the edges of both. */
    public DependencyGraph graph() {
        return placed.joined().graph();
    }

    /**
     * What the owner should know about the files and has not acknowledged, sorted by place. An error in an enabled service is
     * among them, as it does not keep the others from being used.
     */
    public List<Problem> warnings() {
        return problems.notes();
    }

    /** The warnings that a deploy of {@code services} should show: on these, and on no service in particular. */
    public List<Problem> warningsOn(Collection<String> services) {
        return problems.notesOn(services);
    }

    /** The errors in single services: each refuses a deploy that needs its service. */
    public List<Problem> errors() {
        return problems.errors();
    }

    /**
     * Refuses if there is any error.
     *
     * @throws InvalidInputException with everything that is wrong, missing variables aside
     */
    public void requireValid() {
        problems.requireValid();
    }

    /**
     * The required variables that have no value, as errors, each where it stands. A deploy is refused only for those that it
     * needs.
     */
    public List<Problem> missingVariables() {
        return compose().missingVariables();
    }

    /** The name in the Compose files of a service of the catalog. */
    public String composeName(String service) {
        return placed.joined().composeServices().getOrDefault(service, service);
    }

    /**
     * The name in the Compose files of a service, which is not a group's or a pattern's.
     *
     * @throws io.homelabhub.catalog.UnknownServiceException if there is none, or it is a job's
     */
    public String requireService(String name) {
        if (!placed.joined().graph().vertices().contains(name)) {
            selector().requireService(name);
        }
        return composeName(name);
    }

    /** Finds services by their names, groups and patterns. */
    @Api(Api.Status.INTERNAL)
    public ServiceSelector selector() {
        return new ServiceSelector(
                catalog, placed.joined().graph(), compose().jobs().keySet());
    }

    /** The services, each after what it needs, otherwise by startup order and name. */
    public List<String> ordered(Collection<String> services) {
        return placed.joined().graph().restrictedTo(services).dependenciesFirst(catalog.startupOrder());
    }

    /** The services whose containers name one of these, or one that does, without these; by catalog names. */
    public Set<String> guests(Collection<String> services) {
        Set<String> found = new TreeSet<>(services);
        boolean more = true;
        while (more) {
            more = placed.joined().graph().edges().stream()
                    .filter(edge -> found.contains(edge.to()) && edge.bindsToContainer())
                    .map(Dependency::from)
                    .collect(Collectors.collectingAndThen(Collectors.toSet(), found::addAll));
        }
        found.removeAll(services);
        return found;
    }

    /** The graph by the names in the Compose files. */
    DependencyGraph composeGraph() {
        DependencyGraph.Builder graph = DependencyGraph.builder();
        placed.joined().graph().vertices().forEach(vertex -> graph.vertex(composeName(vertex)));
        for (Dependency edge : placed.joined().graph().edges()) {
            edge.reasons().forEach(reason -> graph.edge(composeName(edge.from()), composeName(edge.to()), reason));
        }
        return graph.build();
    }

    /**
     * Refuses if something is wrong with one of the services, or a variable is missing that one of them needs or no service owns.
     *
     * @param services names of the catalog
     * @throws InvalidInputException with everything that is wrong, not with these alone
     */
    public void requireUsable(Collection<String> services) {
        refuse(problems.refusing(services), services);
    }

    /** Whether nothing is wrong with a job, and no variable is missing that it needs. */
    public boolean isUsable(String job) {
        return errorsOf(job).isEmpty();
    }

    /** What is wrong with a job, so that it cannot be used. */
    @Api(Api.Status.INTERNAL)
    public List<Problem> errorsOf(String job) {
        return problems.refusing(Set.of(job));
    }

    /**
     * Refuses if the files cannot be used at all.
     *
     * @param strict whether a warning refuses, too
     * @throws InvalidInputException with everything that is wrong
     */
    void requireReadable(boolean strict) {
        List<String> enabled = catalog.services().values().stream()
                .filter(ServiceDefinition::enabled)
                .map(ServiceDefinition::name)
                .toList();
        refuse(problems.refusingEverything(strict), enabled);
    }

    /** @param services that are looked at more closely before anything is refused */
    private void refuse(List<Problem> refusing, Collection<String> services) {
        if (!refusing.isEmpty()) {
            List<Problem> all = new ArrayList<>(refusing);
            all.addAll(translationErrors(services));
            throw new InvalidInputException(all);
        }
    }

    /** What is found wrong with services only when they are made into containers, as far as they can be. */
    private List<Problem> translationErrors(Collection<String> services) {
        Map<String, ComposeService> all = compose().services();
        List<String> known = services.stream()
                .map(this::composeName)
                .filter(all::containsKey)
                .distinct()
                .toList();
        return translation(Map.of()).translator().problemsOf(known).stream()
                .filter(Problem::isError)
                .filter(problem -> !problems.mayFollow(problem))
                .toList();
    }

    /**
     * The Compose model made ready for telling what shall be there.
     *
     * @param scale how many containers services shall have, by catalog names, in place of what the files say
     */
    @Api(Api.Status.INTERNAL)
    public ComposeTranslation translation(Map<String, Integer> scale) {
        Map<String, Map<String, String>> options = new HashMap<>();
        catalog.services().values().forEach(service -> options.put(composeName(service.name()), service.options()));
        Map<String, Integer> scaled = new HashMap<>();
        scale.forEach((service, count) -> scaled.put(composeName(service), count));
        return ComposeTranslation.of(compose().withServicesOf(compose().jobs().keySet()), options, scaled, encrypted);
    }

    /**
     * What shall be there for these services and jobs.
     *
     * @param services names of the catalog, each after what it needs
     * @param jobs that are to have what they need, too
     * @param translation of this definition
     */
    @Api(Api.Status.INTERNAL)
    public DesiredState desired(List<String> services, List<String> jobs, ComposeTranslation translation) {
        Translator translator = translation.translator();
        Map<String, Optional<Await.Endpoint>> endpoints = new HashMap<>();
        catalog.services().keySet().forEach(service -> endpoints.put(composeName(service), endpoint(service)));
        Set<String> described = new TreeSet<>(compose().services().keySet());
        described.addAll(compose().disabledServices().keySet());
        described.addAll(compose().jobs().keySet());
        placed.joined().graph().vertices().forEach(vertex -> described.add(composeName(vertex)));
        DesiredState desired = new DesiredStateBuilder(
                        translation.model(),
                        translator,
                        composeGraph(),
                        service -> endpoints.getOrDefault(service, Optional.empty()))
                .build(services.stream().map(this::composeName).toList(), jobs, described, this::armed);
        List<Problem> errors =
                translator.problems().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        return desired;
    }

    private Optional<VolumeSpec> armed(String job) {
        return Optional.ofNullable(jobs().get(job))
                .filter(found -> found.triggers().isScheduled())
                .map(found -> JobArming.mark(project(), found));
    }

    /** What shall be there for these services alone; else as the other. */
    @Api(Api.Status.INTERNAL)
    public DesiredState desired(List<String> services, ComposeTranslation translation) {
        return desired(services, List.of(), translation);
    }

    /**
     * Of these services those that shall be there as the files have them, by their Compose names.
     *
     * @param services by their Compose names; one that is not described is left out
     * @throws InvalidInputException if one of them cannot be made as it is described
     */
    @Api(Api.Status.INTERNAL)
    public Map<String, DesiredService> described(Set<String> services) {
        List<String> known = graph().vertices().stream()
                .filter(service -> services.contains(composeName(service)))
                .filter(service -> compose().services().containsKey(composeName(service)))
                .toList();
        Map<String, DesiredService> described = new TreeMap<>();
        desired(ordered(known), translation(Map.of()))
                .services()
                .forEach(service -> described.put(service.name(), service));
        return described;
    }

    /** Whether orphans go without being asked for: {@code COMPOSE_REMOVE_ORPHANS}, as docker compose reads it. */
    public boolean removesOrphans() {
        String said = compose().environment().getOrDefault("COMPOSE_REMOVE_ORPHANS", "");
        return YES.contains(said.strip().toLowerCase(Locale.ROOT));
    }

    /** Where a service of the catalog is asked whether it is well; empty if its container alone tells. */
    Optional<Await.Endpoint> endpoint(String service) {
        return Optional.ofNullable(catalog.services().get(service))
                .flatMap(ServiceDefinition::health)
                .filter(health -> !health.target().isEmpty())
                .flatMap(health -> EndpointAddress.asked(
                        health, Optional.ofNullable(compose().services().get(composeName(service))), placed.run()));
    }
}
