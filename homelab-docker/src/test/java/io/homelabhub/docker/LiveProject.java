package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.spelling.ImageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Compose project of one test, deployed through the front door: its files, what the engine has of it, and somebody's
 * hand that changes what is deployed past it. All that carries its labels goes after the test.
 */
final class LiveProject implements BeforeEachCallback, AfterEachCallback {
    private static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");
    /** Before the test begins, and for good if there is no engine to begin on. */
    private static final Path NOWHERE = Path.of("");

    private final RealEngine lab;
    private final Map<String, String> variables = new HashMap<>(System.getenv());
    private final Set<String> images = new LinkedHashSet<>();
    private Path directory = NOWHERE;

    LiveProject() {
        this(RealEngine.host());
    }

    /** @param host where the engine listens; empty for the usual places */
    LiveProject(Optional<String> host) {
        lab = new RealEngine(host);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        lab.beforeEach(context);
        directory = Files.createTempDirectory(lab.project());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (!directory.equals(NOWHERE)) {
            removeWhatIsLeft();
        }
        lab.afterEach(context);
    }

    private void removeWhatIsLeft() throws IOException {
        ObservedState left = observe();
        containers(left).forEach(container -> lab.perform(new Action.RemoveContainer(container.id(), true)));
        containers(left).stream()
                .flatMap(container -> container.mounts().stream())
                .map(mount -> mount.source())
                .filter(source -> ANONYMOUS.matcher(source).matches())
                .forEach(volume -> lab.perform(new Action.RemoveVolume(volume)));
        left.networks().stream()
                .filter(network -> isOurs(network.labels()))
                .forEach(network -> removeNetwork(network.id()));
        left.volumes().stream()
                .filter(volume -> isOurs(volume.labels())
                        || lab.project().equals(volume.labels().get(HomelabLabels.PROJECT)))
                .forEach(volume -> lab.perform(new Action.RemoveVolume(volume.name())));
        images.forEach(id -> lab.request(api -> api.exchange(
                ApiCall.delete("removing image " + id, "/images/" + id).query("force", "1"))));
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(LiveProject::delete);
        }
    }

    /** Docker 20.10 loses count of a network's containers now and then, and keeps what is empty: no fault of what was tested. */
    private void removeNetwork(String id) {
        try {
            lab.perform(new Action.RemoveNetwork(id));
        } catch (EngineException failure) {
            if (!String.valueOf(failure.getMessage()).endsWith("though no container is in it")) {
                throw failure;
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean isOurs(Map<String, String> labels) {
        return lab.project().equals(labels.get(ComposeLabels.PROJECT));
    }

    RealEngine lab() {
        return lab;
    }

    Path directory() {
        return directory;
    }

    /** Writes one of the project's files. */
    Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes {@code compose.yaml}. */
    void compose(String text) {
        write("compose.yaml", text);
    }

    /** What the files see as an environment variable from now on. */
    void variable(String name, String value) {
        variables.put(name, value);
    }

    /** The real docker compose, for {@code compose.yaml}. */
    PeerCompose compose(Path binary) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("DOCKER_HOST", lab.endpoint().orElse("unix:///var/run/docker.sock"));
        return new PeerCompose(
                binary, directory, environment, lab.project(), List.of(directory.resolve("compose.yaml")));
    }

    /** The settings of a runtime for {@code compose.yaml}. */
    HomelabBuilder builder() {
        return builder(directory, lab.project(), variables, lab.endpoint());
    }

    static HomelabBuilder builder(
            Path directory, String project, Map<String, String> variables, Optional<String> host) {
        HomelabBuilder builder = Homelab.builder()
                .workingDirectory(directory)
                .composeFiles(List.of(directory.resolve("compose.yaml")))
                .projectName(project)
                .environment(variables);
        return host.map(builder::host).orElse(builder);
    }

    HomelabRuntime runtime() {
        return builder().build();
    }

    /** Plans all services. */
    Plan plan() {
        return runtime().plan("all").plan();
    }

    /** Deploys all services, and makes sure that there is nothing to do then. */
    void deploy() {
        runtime().plan("all").apply();
        assertNothingToDo();
    }

    void assertNothingToDo() {
        Plan again = plan();
        assertThat(again.changes().stream().filter(change -> change.verdict().changesSomething()))
                .as("what is to do after an apply: %s", VerdictLines.of(again))
                .isEmpty();
        assertThat(again.isEmpty()).as("plan after an apply:%n%s", again).isTrue();
    }

    ObservedState observe() {
        return lab.engine().observe(new ObserveRequest(lab.project(), Set.of(), true));
    }

    /** The project's containers. */
    List<ObservedContainer> containers() {
        return containers(observe());
    }

    private List<ObservedContainer> containers(ObservedState state) {
        return state.containers().stream()
                .filter(container -> isOurs(container.labels()))
                .toList();
    }

    /** The containers of a service, whatever they are called. */
    List<ObservedContainer> containersOf(String service) {
        return containers().stream()
                .filter(container -> container
                        .label(ComposeLabels.SERVICE)
                        .filter(service::equals)
                        .isPresent())
                .toList();
    }

    /** The only container of a service. */
    ObservedContainer container(String service) {
        List<ObservedContainer> containers = containersOf(service);
        assertThat(containers).as("containers of %s", service).hasSize(1);
        return containers.get(0);
    }

    /** What a command in the only container of a service writes. */
    String output(String service, String... command) {
        ProbeResult result = lab.engine().execute(container(service).id(), List.of(command), Duration.ofSeconds(60));
        assertThat(result.verdict())
                .as("%s in %s: %s", List.of(command), service, result)
                .isNotEqualTo(ProbeResult.Verdict.TIMED_OUT);
        return result.output().strip();
    }

    /** Carries out an action on the engine, past the plan. */
    void byHand(Action action) {
        lab.perform(action);
    }

    /** Changes a setting of a service's container as {@code docker update} does. */
    void updateByHand(String service, Map<String, Object> settings) {
        byHand(new Action.UpdateContainer(container(service).id(), ApiObject.of(settings)));
    }

    /** Builds an image that the test's end takes away. */
    void image(String reference, String dockerfile) {
        lab.perform(new Action.BuildImage(ImageBuild.of(reference, directory).withDockerfile(dockerfile)));
        remember(reference);
    }

    /** The test's end takes away an image that the project has built. */
    void remember(String reference) {
        ObserveRequest look = new ObserveRequest(lab.project(), Set.of(reference), false);
        lab.engine().observe(look).images().values().forEach(image -> images.add(image.id()));
    }

    /** Gives an image that the engine has to its registry. */
    void push(String reference) {
        ImageName name = ImageName.parse(reference);
        lab.request(api -> api.exchange(
                        ApiCall.post("pushing image " + reference, "/images/" + name.familiarRepository() + "/push")
                                .query("tag", name.version())
                                .header("X-Registry-Auth", "e30="))
                .orThrow());
    }

    /** Gives a name to an image that the engine has. */
    void tag(String id, String reference) {
        ImageName name = ImageName.parse(reference);
        lab.request(api -> api.exchange(ApiCall.post("tagging image " + id, "/images/" + ApiCall.encoded(id) + "/tag")
                        .query("repo", name.familiarRepository())
                        .query("tag", name.version()))
                .orThrow());
    }
}
