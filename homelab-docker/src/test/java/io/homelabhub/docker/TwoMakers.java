package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.desired.translate.ComposeModel;
import io.homelabhub.desired.translate.ConfigHashes;
import io.homelabhub.desired.translate.HostFiles;
import io.homelabhub.desired.translate.TranslatedService;
import io.homelabhub.desired.translate.Translator;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.plan.Action;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.time.Timing;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One project that docker compose can make, and we. */
final class TwoMakers implements AutoCloseable {
    private final RealEngine lab;
    private final Path directory;
    private final List<Path> files;
    private final Map<String, String> environment;
    private final PeerCompose compose;
    private final Connector connector;
    private final DockerApi api;

    /** @param files the Compose files, in {@code directory} */
    TwoMakers(RealEngine lab, Path binary, Path directory, List<Path> files, Map<String, String> variables) {
        this.lab = lab;
        this.directory = directory;
        this.files = files;
        this.environment = new TreeMap<>(variables);
        environment.put("DOCKER_HOST", RealEngine.host().orElse("unix:///var/run/docker.sock"));
        this.compose = new PeerCompose(binary, directory, environment, lab.project(), files);
        Deadlines deadlines = new Deadlines(Timing.system());
        this.connector = new Connector(
                new EngineSettings(RealEngine.host(), System.getenv(), 1, Timing.system()),
                new DockerConfig(System.getenv()),
                deadlines);
        this.api = new DockerApi(connector, deadlines);
    }

    /** The real docker compose. */
    PeerCompose compose() {
        return compose;
    }

    /** What the engine says of the project now. */
    Made made() {
        Map<String, ApiObject> containers = new TreeMap<>();
        for (ApiObject row :
                rows(ApiCall.get("listing containers", "/containers/json").query("all", "1"))) {
            ApiObject container = one("/containers/" + row.string("Id").orElseThrow() + "/json");
            containers.put(container.string("Name").orElseThrow().substring(1), container);
        }
        Map<String, ApiObject> networks = new TreeMap<>();
        for (ApiObject row : rows(ApiCall.get("listing networks", "/networks"))) {
            networks.put(
                    row.string("Name").orElseThrow(),
                    one("/networks/" + row.string("Id").orElseThrow()));
        }
        Map<String, ApiObject> volumes = new TreeMap<>();
        for (ApiObject volume :
                ofProject(ApiCall.get("listing volumes", "/volumes")).object().objects("Volumes")) {
            volumes.put(volume.string("Name").orElseThrow(), volume);
        }
        return new Made(containers, networks, volumes);
    }

    private List<ApiObject> rows(ApiCall list) {
        return ofProject(list).objects();
    }

    private Answer ofProject(ApiCall list) {
        String label = ComposeLabels.PROJECT + "=" + lab.project();
        return api.exchange(list.query("filters", "{\"label\":[\"" + label + "\"]}"));
    }

    private ApiObject one(String path) {
        return api.exchange(ApiCall.get("inspecting", path)).object();
    }

    /** Makes the project ourselves, each service after those it depends on. */
    void make(ApiObject model, ConfigHashes hashes) {
        Translator translator = new Translator(
                new ComposeModel(lab.project(), model, directory, files, List.of(), environment),
                hashes,
                HostFiles.REAL,
                path -> SourceLocation.of(files.get(0)));
        for (String key : model.object("networks").members().keySet()) {
            DesiredNetwork network = translator.network(key);
            if (!network.external()) {
                lab.perform(new Action.CreateNetwork(network.spec()));
            }
        }
        for (String key : model.object("volumes").members().keySet()) {
            DesiredVolume volume = translator.volume(key);
            lab.perform(new Action.CreateVolume(volume.spec()));
        }
        Set<String> order = new LinkedHashSet<>();
        model.object("services").members().keySet().forEach(name -> inOrder(name, model, order));
        order.stream()
                .map(translator::service)
                .map(TranslatedService::containers)
                .flatMap(List::stream)
                .map(TwoMakers::withoutOurLabels)
                .forEach(container -> lab.perform(new Action.CreateContainer(container)));
        assertThat(translator.problems()).noneMatch(Problem::isError);
    }

    private static void inOrder(String service, ApiObject model, Set<String> order) {
        model.object("services")
                .object(service)
                .object("depends_on")
                .members()
                .keySet()
                .forEach(other -> inOrder(other, model, order));
        order.add(service);
    }

    /** The one label that docker compose's containers do not carry. */
    private static ContainerSpec withoutOurLabels(ContainerSpec spec) {
        Map<String, String> labels = new TreeMap<>(spec.labels());
        labels.keySet().removeIf(key -> key.startsWith("io.homelabhub."));
        return new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.platform(),
                labels,
                spec.config(),
                spec.hostConfig(),
                spec.networks(),
                spec.files());
    }

    @Override
    public void close() {
        compose.run("down", "--volumes");
        connector.close();
    }
}
