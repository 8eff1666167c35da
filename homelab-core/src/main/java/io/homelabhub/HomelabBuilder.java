package io.homelabhub;

import io.homelabhub.api.Api;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.EncryptedInputs;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.machine.LocalMachine;
import io.homelabhub.run.EndpointProber;
import io.homelabhub.session.EngineChoice;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.time.Timing;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link HomelabRuntime}. Each method refuses at once, by an {@link IllegalArgumentException} that names the value,
 * what cannot be used; {@code null} is such a value. Not thread-safe.
 */
@Api(Api.Status.STABLE)
public final class HomelabBuilder {
    /** A scheme and a place, or a machine and a port. */
    private static final Pattern ADDRESS =
            Pattern.compile("[a-z][a-z0-9+.-]*://\\S+|[^\\s/:]+:[0-9]+|\\[[^\\s/\\]]+]:[0-9]+");

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** As docker compose has it. */
    private static final Pattern PROJECT_NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");

    private Optional<Path> catalog = Optional.empty();
    private List<Path> composeFiles = List.of();
    private Optional<Path> projectDirectory = Optional.empty();
    private Optional<String> projectName = Optional.empty();
    private List<String> profiles = List.of();
    private List<Path> envFiles = List.of();
    private List<Path> secrets = List.of();
    private Optional<Supplier<AgeKeys>> keys = Optional.empty();
    private Map<String, String> environment = System.getenv();
    private Path workingDirectory = Path.of("").toAbsolutePath();
    private EngineChoice engine = EngineChoice.ANY;
    private Optional<String> host = Optional.empty();
    private ProgressListener listener = ProgressListener.NONE;
    private Optional<Integer> parallelism = Optional.empty();
    private Timing timing = Timing.system();
    private EndpointProber prober = EndpointProber.network();
    private Optional<String> operator = Optional.empty();
    private Optional<Map<String, String>> engineEnvironment = Optional.empty();
    private boolean strict;
    private boolean keepsEngineOpen;
    private LocalMachine machine = LocalMachine.THIS;

    HomelabBuilder() {}

    /** The catalog's file, in place of {@code orchestration/services.yaml}. */
    public HomelabBuilder catalog(Path catalog) {
        this.catalog = Optional.of(given("catalog", catalog));
        return this;
    }

    /** Compose files in place of a catalog, merged in this order. Each service is a service, each profile a group. */
    public HomelabBuilder composeFiles(List<Path> composeFiles) {
        this.composeFiles = copied("composeFiles", () -> List.copyOf(composeFiles));
        return this;
    }

    /** Where relative paths in the Compose files begin; the default is the first file's directory, as Compose has it. */
    public HomelabBuilder projectDirectory(Path projectDirectory) {
        this.projectDirectory = Optional.of(given("projectDirectory", projectDirectory));
        return this;
    }

    /** The Compose project's name, in place of what the files say. */
    public HomelabBuilder projectName(String projectName) {
        if (!PROJECT_NAME.matcher(given("projectName", projectName)).matches()) {
            throw new IllegalArgumentException("projectName is '" + projectName
                    + "'; give lower-case letters, digits, dashes and underscores, beginning with a letter or a digit");
        }
        this.projectName = Optional.of(projectName);
        return this;
    }

    /** The Compose profiles that are active, in place of those of {@code COMPOSE_PROFILES}; only without a catalog. */
    public HomelabBuilder profiles(List<String> profiles) {
        this.profiles = copied("profiles", () -> List.copyOf(profiles));
        return this;
    }

    /** Files of variables, a later one over an earlier, in place of {@code ${DEPLOYMENT_PATH}/.env}. */
    public HomelabBuilder envFiles(List<Path> envFiles) {
        this.envFiles = copied("envFiles", () -> List.copyOf(envFiles));
        return this;
    }

    /**
     * Files that sops encrypts, whose values are variables: a later one over an earlier, all of them over {@link #envFiles} and
     * {@code .env}, and over those that the catalog names. The environment counts more. Nothing of them is written anywhere.
     */
    public HomelabBuilder secrets(List<Path> files) {
        this.secrets = copied("secrets", () -> List.copyOf(files));
        return this;
    }

    /**
     * The private keys that open encrypted files, asked for when something is to be opened; the default are those that the
     * environment leads to, {@code SOPS_AGE_KEY_CMD} aside, as no program is run.
     */
    public HomelabBuilder keys(Supplier<AgeKeys> keys) {
        this.keys = Optional.of(given("keys", keys));
        return this;
    }

    /**
     * The variables that the files see; the default is the process's environment. The engine is still found by the process's
     * own {@code DOCKER_HOST} and its like, except where these name another.
     */
    public HomelabBuilder environment(Map<String, String> environment) {
        this.environment = copied("environment", () -> Map.copyOf(environment));
        return this;
    }

    /**
     * The variables that the engine is found by ({@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, {@code DOCKER_CONFIG},
     * {@code HOME} …), and no others; the default is the process's environment with {@link #environment} laid over it.
     */
    public HomelabBuilder engineEnvironment(Map<String, String> environment) {
        this.engineEnvironment = Optional.of(copied("engineEnvironment", () -> Map.copyOf(environment)));
        return this;
    }

    /** Where files are looked for; the default is the process's working directory. */
    public HomelabBuilder workingDirectory(Path workingDirectory) {
        this.workingDirectory =
                given("workingDirectory", workingDirectory).toAbsolutePath().normalize();
        return this;
    }

    /** The engines to use, in place of those that {@link java.util.ServiceLoader} finds. */
    public HomelabBuilder engine(EngineProvider engine) {
        this.engine = EngineChoice.of(given("engine", engine));
        return this;
    }

    /**
     * The engines of the class path that have this name, as {@code docker}: for a class path with more than one provider.
     *
     * @param name as {@link EngineProvider#name} has it
     */
    public HomelabBuilder engine(String name) {
        if (given("engine", name).isBlank()) {
            throw new IllegalArgumentException("engine is blank; give a provider's name like docker");
        }
        this.engine = EngineChoice.named(name);
        return this;
    }

    /**
     * The host to speak to: one that the catalog or {@code hosts.yaml} names, a Docker context, or where an engine listens, as
     * {@code unix:///var/run/docker.sock}, {@code tcp://10.0.0.2:2376} or {@code ssh://ann@10.0.0.2}; looked for in this order
     * when the engine is opened. The default is what the environment says.
     */
    public HomelabBuilder host(String host) {
        if (!ADDRESS.matcher(given("host", host)).matches()
                && !HOST_NAME.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "host is '" + host
                            + "'; give the name of a host, or an address like unix:///var/run/docker.sock or ssh://ann@10.0.0.2");
        }
        this.host = Optional.of(host);
        return this;
    }

    /** Told what happens while a plan is applied; the default hears nothing. */
    public HomelabBuilder listener(ProgressListener listener) {
        this.listener = given("listener", listener);
        return this;
    }

    /**
     * How many actions may be under way at once. The default is 4, as more does not help one engine, and 64 to undeploy, which
     * mostly waits for programs to end.
     *
     * @throws IllegalArgumentException for less than 1
     */
    public HomelabBuilder parallelism(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is " + parallelism + "; give 1 or more");
        }
        this.parallelism = Optional.of(parallelism);
        return this;
    }

    /** The clock and the threads; the default is the machine's. */
    public HomelabBuilder timing(Timing timing) {
        this.timing = given("timing", timing);
        return this;
    }

    /** Who asks the catalog's health endpoints; the default asks over the network. */
    public HomelabBuilder prober(EndpointProber prober) {
        this.prober = given("prober", prober);
        return this;
    }

    /** Who is named in the project's lock, as {@code user@host}; the default is the process's user and the machine's name. */
    public HomelabBuilder operator(String operator) {
        if (given("operator", operator).isBlank()) {
            throw new IllegalArgumentException("operator is blank; give a name like ann@home");
        }
        this.operator = Optional.of(operator);
        return this;
    }

    /** The machine that ports and disks are looked at on, in place of the one that this program runs on. For tests. */
    public HomelabBuilder machine(LocalMachine machine) {
        this.machine = given("machine", machine);
        return this;
    }

    /**
     * Whether the runtime opens an engine once and keeps it open until {@link HomelabRuntime#close}, for a program that calls it
     * often; the default is no, where each call opens and closes one. An engine that stays open is greeted anew by each call.
     */
    public HomelabBuilder keepEngineOpen(boolean keepsEngineOpen) {
        this.keepsEngineOpen = keepsEngineOpen;
        return this;
    }

    /** Whether warnings about the files count as errors; the default is no. */
    public HomelabBuilder strict(boolean strict) {
        this.strict = strict;
        return this;
    }

    private static <T> T given(String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is null; leave the call out to have the default");
        }
        return value;
    }

    /** A copy of what was given, which neither is null nor holds a null. */
    private static <T> T copied(String what, Supplier<T> copy) {
        try {
            return copy.get();
        } catch (NullPointerException holdsNull) {
            throw new IllegalArgumentException(what + " is null, or holds a null", holdsNull);
        }
    }

    private Map<String, String> engineVariables() {
        return engineEnvironment.orElseGet(() -> {
            Map<String, String> variables = new HashMap<>(System.getenv());
            variables.putAll(environment);
            return variables;
        });
    }

    /**
     * The runtime, with the settings of this moment. Reads nothing and connects to nothing yet.
     *
     * @throws IllegalArgumentException if both a catalog and Compose files are given
     */
    public HomelabRuntime build() {
        DefinitionSources sources = new DefinitionSources(
                catalog,
                composeFiles,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                environment,
                workingDirectory,
                strict,
                Optional.empty(),
                new EncryptedInputs(
                        secrets, keys.orElse(EncryptedInputs.usual(environment).keys())),
                host);
        return new HomelabRuntime(new HomelabSettings(
                sources,
                engine,
                host,
                engineVariables(),
                listener,
                parallelism,
                timing,
                prober,
                keepsEngineOpen,
                machine,
                operator));
    }
}
