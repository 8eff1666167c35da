package io.homelabhub.compose;

import io.homelabhub.compose.load.Durations;
import io.homelabhub.compose.load.Encoder;
import io.homelabhub.compose.load.LoadedService;
import io.homelabhub.compose.tree.ByteOrder;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A service of a project. Immutable.
 *
 * <p>A text that is not set is empty, a number that is not set is 0, a list or map that is not set is empty; where that would
 * be ambiguous an {@link Optional} is given. The accessors are named after the keys.
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

    // ---- what it is ----

    /** Its key in the file. */
    public String name() {
        return loaded.name();
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

    /** The service as docker compose prints it, env files read; maps and lists cannot be changed. */
    public Map<String, @Nullable Object> canonical() {
        return loaded.resolved();
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

    /** How many containers there are to be; 0 or more. */
    public int scale() {
        View deploy = view.view("deploy");
        if (view.has("scale")) {
            return (int) view.whole("scale");
        }
        return deploy.has("replicas") ? (int) deploy.whole("replicas") : 1;
    }

    // ---- image and process ----

    /** The image; empty for a service that is built and leaves its image unnamed. */
    public String image() {
        return view.text("image");
    }

    /** How the image is built. */
    public Optional<BuildSpec> build() {
        return object("build", BuildSpec::of);
    }

    /** The platform, as {@code linux/arm64}. */
    public String platform() {
        return view.text("platform");
    }

    /** When the image is pulled: {@code always}, {@code never}, {@code missing}, {@code build}, {@code daily}, {@code every_12h}. */
    public String pullPolicy() {
        return view.text("pull_policy");
    }

    /** The command; not present for that of the image, an empty list for none. */
    public Optional<List<String>> command() {
        return words("command");
    }

    /** The entrypoint; not present for that of the image, an empty list for none. */
    public Optional<List<String>> entrypoint() {
        return words("entrypoint");
    }

    private Optional<List<String>> words(String key) {
        return view.map().get(key) == null ? Optional.empty() : Optional.of(view.texts(key));
    }

    /** The variables by name, env files included; a name without a value removes the variable of the image. */
    public SortedMap<String, Optional<String>> environment() {
        SortedMap<String, Optional<String>> environment = new TreeMap<>(ByteOrder::compare);
        view.view("environment")
                .map()
                .forEach((name, value) ->
                        environment.put(name, Optional.ofNullable(value).map(Object::toString)));
        return Collections.unmodifiableSortedMap(environment);
    }

    /** The user, and maybe the group, as {@code 1000:1000}. */
    public String user() {
        return view.text("user");
    }

    /** More groups of the user. */
    public List<String> groupAdd() {
        return view.texts("group_add");
    }

    /** The directory the command runs in. */
    public String workingDir() {
        return view.text("working_dir");
    }

    /** Whether an init process runs as the first one; empty for the engine's default. */
    public Optional<Boolean> init() {
        return view.optionalFlag("init");
    }

    /** Whether the standard input is kept open. */
    public boolean stdinOpen() {
        return view.flag("stdin_open");
    }

    /** Whether the process gets a terminal. */
    public boolean tty() {
        return view.flag("tty");
    }

    /** The signal that stops it, as {@code SIGINT}. */
    public String stopSignal() {
        return view.text("stop_signal");
    }

    /** How long it may take to stop; empty for the engine's default of 10 seconds. */
    public Optional<Duration> stopGracePeriod() {
        return duration(view, "stop_grace_period");
    }

    /** The restart policy as written: {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure[:n]}. */
    public String restart() {
        return view.text("restart");
    }

    /** Its test of health; empty for that of the image. */
    public Optional<Healthcheck> healthcheck() {
        return object("healthcheck", Healthcheck::of);
    }

    /** What runs in each container once it has started, in order. */
    public List<Hook> postStart() {
        return view.views("post_start").stream().map(Hook::of).toList();
    }

    /** What runs in each container before it is stopped, in order. */
    public List<Hook> preStop() {
        return view.views("pre_stop").stream().map(Hook::of).toList();
    }

    // ---- names and labels ----

    /** The name of the one container; empty for {@code PROJECT-SERVICE-NUMBER}. */
    public String containerName() {
        return view.text("container_name");
    }

    /** The host name within the container. */
    public String hostname() {
        return view.text("hostname");
    }

    /** The domain name within the container. */
    public String domainname() {
        return view.text("domainname");
    }

    /** Labels, those of label files included. */
    public Map<String, String> labels() {
        return view.textMap("labels");
    }

    /** Annotations for the runtime. */
    public Map<String, String> annotations() {
        return view.textMap("annotations");
    }

    // ---- other services ----

    /** The services it depends on, those implied by links and shared namespaces included. */
    public SortedMap<String, Dependency> dependsOn() {
        SortedMap<String, Dependency> dependencies = new TreeMap<>(ByteOrder::compare);
        View all = view.view("depends_on");
        all.keys().forEach(name -> dependencies.put(name, Dependency.of(all.view(name))));
        return Collections.unmodifiableSortedMap(dependencies);
    }

    /** Links as {@code service} or {@code service:alias}. */
    public List<String> links() {
        return view.texts("links");
    }

    /** Links to containers outside the project, as {@code container} or {@code container:alias}. */
    public List<String> externalLinks() {
        return view.texts("external_links");
    }

    /** Whose volumes are mounted: {@code service[:ro]} or {@code container:name[:ro]}. */
    public List<String> volumesFrom() {
        return view.texts("volumes_from");
    }

    // ---- network ----

    /** The mode: {@code host}, {@code none}, {@code service:x}, {@code container:x}; empty for the networks below. */
    public String networkMode() {
        return view.text("network_mode");
    }

    /** The networks it is attached to, by key of the project's networks. */
    public SortedMap<String, NetworkAttachment> networks() {
        SortedMap<String, NetworkAttachment> networks = new TreeMap<>(ByteOrder::compare);
        View all = view.view("networks");
        all.keys().forEach(key -> networks.put(key, NetworkAttachment.of(all.view(key))));
        return Collections.unmodifiableSortedMap(networks);
    }

    /** The keys of its networks in the order in which they are attached: by priority, highest first, then by name. */
    public List<String> networksByPriority() {
        SortedMap<String, NetworkAttachment> networks = networks();
        return networks.keySet().stream()
                .sorted((a, b) -> Long.compare(priority(networks, b), priority(networks, a)))
                .toList();
    }

    private static long priority(SortedMap<String, NetworkAttachment> networks, String key) {
        NetworkAttachment attachment = networks.get(key);
        return attachment == null ? 0 : attachment.priority();
    }

    /** The ports that are published, in the order of the file. */
    public List<PortMapping> ports() {
        return view.views("ports").stream().map(PortMapping::of).toList();
    }

    /** Ports that are exposed to other containers, as {@code 80} or {@code 80/udp} or a range. */
    public List<String> expose() {
        return view.texts("expose");
    }

    /** Entries for the hosts file, as {@code host=address}, sorted. */
    public List<String> extraHosts() {
        return view.texts("extra_hosts");
    }

    /** Name servers. */
    public List<String> dns() {
        return view.texts("dns");
    }

    /** Options for the resolver. */
    public List<String> dnsOptions() {
        return view.texts("dns_opt");
    }

    /** Domains to search. */
    public List<String> dnsSearch() {
        return view.texts("dns_search");
    }

    /** The address of the network card. */
    public String macAddress() {
        return view.text("mac_address");
    }

    // ---- files ----

    /** What is mounted. */
    public List<VolumeMount> volumes() {
        return view.views("volumes").stream().map(VolumeMount::of).toList();
    }

    /** File systems in memory, as {@code path} or {@code path:options}. */
    public List<String> tmpfs() {
        return view.texts("tmpfs");
    }

    /** Secrets that are put into the container. */
    public List<FileMount> secrets() {
        return view.views("secrets").stream().map(FileMount::of).toList();
    }

    /** Configs that are put into the container. */
    public List<FileMount> configs() {
        return view.views("configs").stream().map(FileMount::of).toList();
    }

    /** Whether the root file system cannot be written. */
    public boolean readOnly() {
        return view.flag("read_only");
    }

    /** Options for the storage driver. */
    public Map<String, String> storageOptions() {
        return view.textMap("storage_opt");
    }

    // ---- rights and isolation ----

    /** Whether it has all rights. */
    public boolean privileged() {
        return view.flag("privileged");
    }

    /** Capabilities that are added. */
    public List<String> capAdd() {
        return view.texts("cap_add");
    }

    /** Capabilities that are dropped. */
    public List<String> capDrop() {
        return view.texts("cap_drop");
    }

    /** Options of the security modules, as written. */
    public List<String> securityOptions() {
        return view.texts("security_opt");
    }

    /** Kernel parameters. */
    public Map<String, String> sysctls() {
        return view.textMap("sysctls");
    }

    /** Limits of the process. */
    public SortedMap<String, Ulimit> ulimits() {
        return Ulimit.all(view);
    }

    /** Devices of the host. */
    public List<DeviceMapping> devices() {
        return view.views("devices").stream().map(DeviceMapping::of).toList();
    }

    /** Rules for the device cgroup. */
    public List<String> deviceCgroupRules() {
        return view.texts("device_cgroup_rules");
    }

    /** Requests for GPUs, from {@code gpus}; the capability {@code gpu} goes without saying. */
    public List<DeviceRequest> gpus() {
        return view.views("gpus").stream().map(DeviceRequest::of).toList();
    }

    /** The process namespace: {@code host}, {@code service:x}, {@code container:x}. */
    public String pid() {
        return view.text("pid");
    }

    /** The namespace for communication between processes: {@code host}, {@code shareable}, {@code service:x}, … */
    public String ipc() {
        return view.text("ipc");
    }

    /** The namespace of host names. */
    public String uts() {
        return view.text("uts");
    }

    /** The user namespace. */
    public String usernsMode() {
        return view.text("userns_mode");
    }

    /** The cgroup namespace: {@code host} or {@code private}. */
    public String cgroup() {
        return view.text("cgroup");
    }

    /** The parent of the cgroup. */
    public String cgroupParent() {
        return view.text("cgroup_parent");
    }

    /** The runtime. */
    public String runtime() {
        return view.text("runtime");
    }

    /** The isolation technology. */
    public String isolation() {
        return view.text("isolation");
    }

    // ---- resources ----

    /** Limits and reservations of memory, processors and the like; {@code deploy.resources} included. */
    public ResourceLimits resources() {
        return ResourceLimits.of(view);
    }

    /** What {@code deploy} says. */
    public Optional<Deployment> deploy() {
        return object("deploy", Deployment::of);
    }

    /** Where its output goes; empty for the engine's default. */
    public Optional<Logging> logging() {
        return object("logging", Logging::of);
    }

    /** The program that manages the service in place of the engine; its type and options. */
    public Optional<Provider> provider() {
        return object("provider", Provider::of);
    }

    private <T> Optional<T> object(String key, Function<View, T> reader) {
        return Optional.ofNullable(view.viewOrNull(key)).map(reader);
    }

    static Optional<Duration> duration(View view, String key) {
        return view.optionalText(key).map(Durations::parse);
    }

    static OptionalLong optionalWhole(View view, String key) {
        return view.has(key) ? OptionalLong.of(view.whole(key)) : OptionalLong.empty();
    }

    /** The name alone; a service may hold secrets. */
    @Override
    public String toString() {
        return "Compose service " + name();
    }
}
