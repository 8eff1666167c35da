package io.homelabhub.desired.translate;

import io.homelabhub.desired.ApiNeed;
import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.desired.Dialects;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.FileContent;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.VolumeSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Translates a Compose model into what an engine is asked to make.
 *
 * <p>The containers are those of docker compose 2.40.3 and 5.6.0: {@code docker inspect} shows no difference but in ids, times and
 * the order of what has none. Where Docker Compose would refuse or lose something, the methods here say what we do.
 * Nothing throws for what the owner wrote: what is wrong is collected in {@link #problems()}. Not thread-safe.
 */
public final class Translator {
    private final ComposeModel model;
    private final DialectLabels dialects;
    private final Findings findings;
    private final FileReferences references;
    private final Networking networking;
    private final HostConfig hostConfig;
    private final ServiceImage image;
    private final ContentLabel contentLabel;
    private final ApiNeeds apiNeeds;
    private final HostPaths hostPaths;
    private final HookTranslation hooks;

    /**
     * @param model what is translated
     * @param hashes the values of the labels {@code com.docker.compose.config-hash}
     * @param files the files that the model points at
     * @param locations where a path of the model stands in its files, as {@code services.web.ports[0]}
     */
    public Translator(
            ComposeModel model, ConfigHashes hashes, HostFiles files, Function<String, SourceLocation> locations) {
        this.model = model;
        this.dialects = new DialectLabels(model, hashes);
        this.findings = new Findings(locations, model.secrets());
        this.references = new FileReferences(model, findings);
        this.networking = new Networking(model, findings);
        this.hostConfig = new HostConfig(
                model, networking, new Mounts(model, references), new SecurityOptions(model, files, findings));
        this.image = new ServiceImage(model, files, findings);
        this.contentLabel = new ContentLabel(model, files, references);
        this.apiNeeds = new ApiNeeds(model, networking, locations);
        this.hostPaths = new HostPaths(model, files, references, findings);
        this.hooks = new HookTranslation(
                model, findings, locations, other -> places -> new Translator(other, hashes, files, places));
    }

    /** What was found wrong in what was translated so far, sorted by place. */
    public List<Problem> problems() {
        return findings.problems();
    }

    /**
     * The service {@code name} of the model.
     *
     * @throws IllegalArgumentException if the model has no such service
     */
    public TranslatedService service(String name) {
        ApiObject settings = required("services", name);
        ServiceOptions options = ServiceOptions.of(name, settings, findings);
        RestartPolicy.check(name, settings, findings);
        ContainerPaths.check(name, settings, findings);
        NamespaceConflicts.check(name, settings, findings);
        ImpossibleValues.check(name, settings, findings);
        ImpossibleLimits.check(name, settings, findings);
        checkScale(name, settings);
        List<FileContent> files = references.contents(name);
        DesiredImage own = image.of(name);
        return new TranslatedService(
                name,
                containers(name, options, files),
                own,
                networks(name),
                volumes(settings),
                settings.string("container_name").isPresent(),
                options.contentPolicy().orElse(ContentPolicy.DEFAULT),
                options.readyWithin().orElseGet(() -> HealthCheck.readyWithin(settings)),
                options.replaceOrder(),
                options.probing(),
                options.settlesWithin(),
                hooks.of(name, own));
    }

    /** The first container of a service by itself, without what depends on how many there are. */
    ContainerSpec container(String name) {
        return container(name, 1, references.contents(name));
    }

    /** Where the image of a service comes from. */
    DesiredImage image(String name) {
        return image.of(name);
    }

    /** Those of its hooks included. */
    private List<String> networks(String name) {
        Stream<String> ofHooks = model.service(name).objects("pre_start").stream()
                .flatMap(hook -> hook.object("networks").members().keySet().stream());
        return Stream.concat(networking.keys(name).stream(), ofHooks).distinct().toList();
    }

    private void checkScale(String name, ApiObject settings) {
        long wanted = model.wantedScale(name);
        if (wanted < 0 || wanted > ComposeModel.MOST_CONTAINERS) {
            findings.error(
                    "services." + name + (settings.get("scale") == null ? ".deploy.replicas" : ".scale"),
                    "found " + wanted + ", expected a number of containers from 0 to " + ComposeModel.MOST_CONTAINERS);
        }
    }

    private List<ContainerSpec> containers(String name, ServiceOptions options, List<FileContent> files) {
        Optional<String> content = contentLabel.of(name, options.contentPolicy());
        return IntStream.rangeClosed(1, model.scale(name))
                .mapToObj(number -> container(name, number, files))
                .map(Translator::withPaths)
                .map(spec -> content.map(digests -> spec.withLabel(HomelabLabels.CONTENT, digests))
                        .orElse(spec))
                .toList();
    }

    private ContainerSpec container(String name, int number, List<FileContent> files) {
        ApiObject settings = model.service(name);
        return new ContainerSpec(
                model.containerName(name, number),
                model.imageReference(name),
                image.platform(settings),
                with(ServiceLabels.container(model, name, number), dialects.service(ComposeDialect.V2, name)),
                ContainerConfig.of(settings),
                hostConfig.of(name, number),
                networking.attachments(name, number),
                files);
    }

    /** So that who has to make it again knows what to read out of it before. */
    private static ContainerSpec withPaths(ContainerSpec spec) {
        String paths = spec.files().stream().map(FileContent::path).sorted().collect(Collectors.joining("\n"));
        return paths.isEmpty() ? spec : spec.withLabel(HomelabLabels.FILES, paths);
    }

    /** Those of its hooks included. */
    private Set<String> volumes(ApiObject settings) {
        return Stream.concat(Stream.of(settings), settings.objects("pre_start").stream())
                .flatMap(container -> container.objects("volumes").stream())
                .filter(volume -> volume.string("type").filter("volume"::equals).isPresent())
                .map(volume -> volume.string("source").orElse(""))
                .filter(key -> !model.volume(key).isEmpty())
                .collect(Collectors.toSet());
    }

    /** What is wrong with these services of the model, each by itself and all of them side by side. */
    public List<Problem> problemsOf(List<String> services) {
        services.forEach(this::service);
        requireDisjoint(services);
        return problems();
    }

    /** What is wrong with these services of the model on an engine of this machine, as its files are. */
    public List<Problem> problemsOnThisMachine(Collection<String> services) {
        services.forEach(hostPaths::require);
        return problems();
    }

    /** Reports what these services cannot have all at once. */
    void requireDisjoint(List<String> services) {
        new Contradictions(model, networking, findings).find(services);
    }

    /** What services and networks ask of the engine that not every one can do. */
    List<ApiNeed> apiNeeds(Collection<String> services, Collection<String> networks) {
        List<ApiNeed> needs = new ArrayList<>();
        services.forEach(service -> needs.addAll(apiNeeds.ofService(service)));
        networks.forEach(network -> needs.addAll(apiNeeds.ofNetwork(network)));
        return needs;
    }

    /**
     * The network with the key {@code key}.
     *
     * @throws IllegalArgumentException if the model has no such network
     */
    public DesiredNetwork network(String key) {
        ApiObject settings = required("networks", key);
        String name = model.networkName(key);
        return settings.isTrue("external")
                ? new DesiredNetwork(new NetworkSpec(name, Map.of(), ApiObject.EMPTY), true)
                : new DesiredNetwork(
                        new NetworkSpec(
                                name,
                                with(ServiceLabels.network(model, key), dialects.network(ComposeDialect.V2, key)),
                                NetworkSettings.of(settings)),
                        false);
    }

    /**
     * The volume with the key {@code key}.
     *
     * @throws IllegalArgumentException if the model has no such volume
     */
    public DesiredVolume volume(String key) {
        ApiObject settings = required("volumes", key);
        String name = model.volumeName(key);
        if (settings.isTrue("external")) {
            return new DesiredVolume(new VolumeSpec(name, Map.of(), ApiObject.EMPTY), true);
        }
        ApiObject driver = new Members()
                .put("Driver", settings.get("driver"))
                .put("DriverOpts", Values.texts(settings.object("driver_opts")))
                .done();
        return new DesiredVolume(
                new VolumeSpec(
                        name, with(ServiceLabels.volume(model, key), dialects.volume(ComposeDialect.V2, key)), driver),
                false);
    }

    /** What the labels of services, networks and volumes hold in each dialect; what is translated is in that of version 2. */
    Dialects dialects(Collection<String> services, Collection<String> networks, Collection<String> volumes) {
        return dialects.of(services, networks, volumes);
    }

    private static Map<String, String> with(Map<String, String> labels, Map<String, String> more) {
        labels.putAll(more);
        return labels;
    }

    private ApiObject required(String section, String name) {
        if (model.tree().object(section).get(name) instanceof ApiObject settings) {
            return settings;
        }
        throw new IllegalArgumentException("no " + name + " among the " + section + " of " + model);
    }
}
