package io.homelabhub;

import io.homelabhub.engine.EngineProvider;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.run.EndpointProber;
import io.homelabhub.time.Timing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a {@link HomelabRuntime}. Each method refuses at once what cannot be used. Not thread-safe. */
public final class HomelabBuilder {
    Optional<Path> catalog = Optional.empty();
    List<Path> composeFiles = List.of();
    Optional<Path> projectDirectory = Optional.empty();
    Optional<String> projectName = Optional.empty();
    List<String> profiles = List.of();
    List<Path> envFiles = List.of();
    Map<String, String> environment = System.getenv();
    Path workingDirectory = Path.of("").toAbsolutePath();
    Optional<EngineProvider> engine = Optional.empty();
    Optional<String> host = Optional.empty();
    ProgressListener listener = ProgressListener.NONE;
    Optional<Integer> parallelism = Optional.empty();
    Timing timing = Timing.system();
    EndpointProber prober = EndpointProber.network();
    Optional<String> operator = Optional.empty();
    boolean strict;

    HomelabBuilder() {}

    /** The catalog's file, in place of {@code orchestration/services.yaml}. */
    public HomelabBuilder catalog(Path catalog) {
        this.catalog = Optional.of(catalog);
        return this;
    }

    /** Compose files in place of a catalog, merged in this order. Each service is a service, each profile a group. */
    public HomelabBuilder composeFiles(List<Path> composeFiles) {
        this.composeFiles = List.copyOf(composeFiles);
        return this;
    }

    /** Where relative paths in the Compose files begin; the default is the first file's directory, as Compose has it. */
    public HomelabBuilder projectDirectory(Path projectDirectory) {
        this.projectDirectory = Optional.of(projectDirectory);
        return this;
    }

    /** The Compose project's name, in place of what the files say. */
    public HomelabBuilder projectName(String projectName) {
        this.projectName = Optional.of(projectName);
        return this;
    }

    /** The Compose profiles that are active, in place of those of {@code COMPOSE_PROFILES}; only without a catalog. */
    public HomelabBuilder profiles(List<String> profiles) {
        this.profiles = List.copyOf(profiles);
        return this;
    }

    /** Files of variables, a later one over an earlier, in place of {@code ${DEPLOYMENT_PATH}/.env}. */
    public HomelabBuilder envFiles(List<Path> envFiles) {
        this.envFiles = List.copyOf(envFiles);
        return this;
    }

    /** The variables that the files see and the engine is found by; the default is the process's environment. */
    public HomelabBuilder environment(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        return this;
    }

    /** Where files are looked for; the default is the process's working directory. */
    public HomelabBuilder workingDirectory(Path workingDirectory) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
        return this;
    }

    /** The engines to use, in place of the one that {@link java.util.ServiceLoader} finds. */
    public HomelabBuilder engine(EngineProvider engine) {
        this.engine = Optional.of(engine);
        return this;
    }

    /** Where the engine listens, as {@code unix:///var/run/docker.sock}; the default is what the environment says. */
    public HomelabBuilder host(String host) {
        this.host = Optional.of(host);
        return this;
    }

    /** Told what happens while a plan is applied; the default hears nothing. */
    public HomelabBuilder listener(ProgressListener listener) {
        this.listener = listener;
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
        this.timing = timing;
        return this;
    }

    /** Who asks the catalog's health endpoints; the default asks over the network. */
    public HomelabBuilder prober(EndpointProber prober) {
        this.prober = prober;
        return this;
    }

    /** Who is named in the project's lock, as {@code user@host}; the default is the process's user and the machine's name. */
    public HomelabBuilder operator(String operator) {
        this.operator = Optional.of(operator);
        return this;
    }

    /** Whether warnings about the files count as errors; the default is no. */
    public HomelabBuilder strict(boolean strict) {
        this.strict = strict;
        return this;
    }

    /**
     * The runtime. Reads nothing and connects to nothing yet.
     *
     * @throws IllegalArgumentException if both a catalog and Compose files are given
     */
    public HomelabRuntime build() {
        if (catalog.isPresent() && !composeFiles.isEmpty()) {
            throw new IllegalArgumentException("catalog " + catalog.get() + " and Compose files "
                    + new ArrayList<>(composeFiles) + "; give one or the other");
        }
        return new HomelabRuntime(this);
    }
}
