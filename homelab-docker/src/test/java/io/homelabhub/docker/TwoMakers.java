package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.compose.ComposeLoader;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeRequest;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.translate.ComposeTranslation;
import io.homelabhub.desired.translate.TranslatedService;
import io.homelabhub.desired.translate.Translator;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.problem.Problem;
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
        this.environment = new TreeMap<>(System.getenv());
        environment.putAll(variables);
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

    /** What we would change on what is there, other than starting it: one line a verdict, with its causes. */
    List<String> planned() {
        return Homelab.builder()
                .composeFiles(files)
                .projectName(lab.project())
                .environment(environment)
                .workingDirectory(directory)
                .engine(new DockerEngineProvider())
                .build()
                .plan("all")
                .plan()
                .changes()
                .stream()
                .filter(change -> change.verdict().changesSomething() && change.verdict() != Verdict.START)
                .map(change -> change + " "
                        + change.causes().stream().map(Cause::differences).toList())
                .toList();
    }

    /** Makes the project ourselves, each service after those it depends on. */
    void make() {
        ComposeProject project = new ComposeLoader()
                .load(ComposeRequest.in(directory, environment).withFiles(files).withProjectName(lab.project()));
        ComposeTranslation translation = ComposeTranslation.of(project, Map.of(), Map.of());
        Translator translator = translation.translator();
        for (String key : project.networks().keySet()) {
            DesiredNetwork network = translator.network(key);
            if (!network.external()) {
                lab.perform(new Action.CreateNetwork(network.spec()));
            }
        }
        for (String key : project.volumes().keySet()) {
            lab.perform(new Action.CreateVolume(translator.volume(key).spec()));
        }
        Set<String> order = new LinkedHashSet<>();
        project.services().values().forEach(service -> inOrder(service, project, order));
        order.stream()
                .map(translator::service)
                .map(TranslatedService::containers)
                .flatMap(List::stream)
                .map(TwoMakers::withoutOurLabels)
                .forEach(container -> lab.perform(new Action.CreateContainer(container)));
        assertThat(translator.problems()).noneMatch(Problem::isError);
    }

    private static void inOrder(ComposeService service, ComposeProject project, Set<String> order) {
        service.dependsOn().keySet().stream()
                .flatMap(other -> project.service(other).stream())
                .forEach(other -> inOrder(other, project, order));
        order.add(service.name());
    }

    /** The one label that docker compose's containers do not carry. */
    private static ContainerSpec withoutOurLabels(ContainerSpec spec) {
        Map<String, String> labels = new TreeMap<>(spec.labels());
        labels.keySet().removeIf(key -> key.startsWith("io.homelabhub."));
        return spec.withLabels(labels);
    }

    @Override
    public void close() {
        compose.run("down", "--volumes");
        connector.close();
    }
}
