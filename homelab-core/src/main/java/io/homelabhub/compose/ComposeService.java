package io.homelabhub.compose;

import io.homelabhub.compose.load.Encoder;
import io.homelabhub.compose.load.LoadedService;
import io.homelabhub.compose.tree.ByteOrder;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ComposeDialect;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A service of a project. Immutable.
 *
 * <p>All that its files say is in {@link #canonical()}. The accessors beside it, named after the keys, are for what services say
 * of each other and of the host; a text that is not set is empty there, as are a list and a map.
 */
public final class ComposeService {
    private final LoadedService loaded;
    private final View view;
    private final SourceLocation location;

    ComposeService(LoadedService loaded, SourceLocation location) {
        this.loaded = loaded;
        this.view = View.of(loaded.resolved());
        this.location = location;
    }

    /** Its key in the file. */
    public String name() {
        return loaded.name();
    }

    /** Whether it is what a job runs: of its keys {@code x-homelab} says what a job may say there. */
    public boolean isJob() {
        return loaded.section().equals("jobs");
    }

    /** Where its key stands. */
    public SourceLocation location() {
        return location;
    }

    /**
     * Where a value of the service stands.
     *
     * @param path a key, or a path below one as {@code ports[0]}, {@code environment.FOO} or {@code healthcheck.test}; as much
     *     of it as is there counts
     */
    public SourceLocation locationOf(String path) {
        Node node = loaded.node();
        SourceLocation place = location;
        for (String step : path.replace("[", ".[").split("\\.", -1)) {
            if (node instanceof MapNode map && map.has(step)) {
                place = map.placeOf(step);
                node = Objects.requireNonNull(map.get(step));
            } else if (node instanceof ListNode list
                    && index(step) >= 0
                    && index(step) < list.items().size()) {
                node = list.items().get(index(step));
                place = node.location();
            } else {
                break;
            }
        }
        return place;
    }

    private static int index(String step) {
        boolean bracketed = step.startsWith("[") && step.endsWith("]") && step.length() < 12;
        return bracketed && step.chars().filter(Character::isDigit).count() == step.length() - 2
                ? Integer.parseInt(step, 1, step.length() - 1, 10)
                : -1;
    }

    /** The service as docker compose 2.40.3 prints it, env files read; maps and lists cannot be changed. */
    public Map<String, @Nullable Object> canonical() {
        return loaded.resolved();
    }

    /** The service as docker compose prints it in the version of {@code dialect}. */
    public Map<String, @Nullable Object> canonical(ComposeDialect dialect) {
        return DialectForm.service(dialect, canonical(), node());
    }

    /** The canonical form before env files are read: the list of them is still there. */
    Map<String, @Nullable Object> declared() {
        return loaded.declared();
    }

    /** The absolute paths of the files that labels were taken from. */
    public List<String> labelFiles() {
        return loaded.labelFiles();
    }

    /** The absolute paths of its files of variables, in order; those that may be missing too. */
    public List<Path> envFiles() {
        return View.of(loaded.declared()).list("env_file").stream()
                .map(file -> Path.of(
                        file instanceof String path ? path : View.of(file).text("path")))
                .toList();
    }

    /** The {@code x-} keys, as {@code x-homelab}, with their values as maps, lists and scalars. */
    public Map<String, @Nullable Object> extensions() {
        return Collections.unmodifiableMap(Encoder.extensions(loaded.node()));
    }

    MapNode node() {
        return loaded.node();
    }

    /** The profiles that enable it; always enabled if there are none. */
    public List<String> profiles() {
        return view.texts("profiles");
    }

    /** The image; empty for a service that is built and leaves its image unnamed. */
    public String image() {
        return view.text("image");
    }

    /** The name of the one container; empty for {@code PROJECT-SERVICE-NUMBER}. */
    public String containerName() {
        return view.text("container_name");
    }

    /** The services it depends on, those implied by links and shared namespaces included. */
    public SortedMap<String, Dependency> dependsOn() {
        SortedMap<String, Dependency> dependencies = new TreeMap<>(ByteOrder::compare);
        View all = view.view("depends_on");
        all.keys().forEach(name -> dependencies.put(name, Dependency.of(all.view(name))));
        return Collections.unmodifiableSortedMap(dependencies);
    }

    /** Links to containers of anybody, as {@code container} or {@code container:alias}. */
    public List<String> externalLinks() {
        return view.texts("external_links");
    }

    /** Links as {@code service} or {@code service:alias}. */
    public List<String> links() {
        return view.texts("links");
    }

    /** Whose volumes are mounted: {@code service[:ro]} or {@code container:name[:ro]}. */
    public List<String> volumesFrom() {
        return view.texts("volumes_from");
    }

    /** The mode: {@code host}, {@code none}, {@code service:x}, {@code container:x}; empty for the networks below. */
    public String networkMode() {
        return view.text("network_mode");
    }

    /** The ports that are published, in the order of the file. */
    public List<PortMapping> ports() {
        return view.views("ports").stream().map(PortMapping::of).toList();
    }

    /** Whether it has all rights. */
    public boolean privileged() {
        return view.flag("privileged");
    }

    /** The process namespace: {@code host}, {@code service:x}, {@code container:x}. */
    public String pid() {
        return view.text("pid");
    }

    /** The namespace for communication between processes: {@code host}, {@code shareable}, {@code service:x}, … */
    public String ipc() {
        return view.text("ipc");
    }

    /** The name alone; a service may hold secrets. */
    @Override
    public String toString() {
        return "Compose service " + name();
    }
}
