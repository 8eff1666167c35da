package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.host.Authority;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where to look for an engine, in order: the host that was asked for, by its address or as a Docker context, else {@code DOCKER_HOST}, else the Docker context in
 * use ({@code DOCKER_CONTEXT} or {@code currentContext}), each of them alone; else the usual sockets of Docker, rootless
 * Docker and Docker Desktop, and only where none of these exists, Podman's. So an engine that is down for a moment is not
 * swapped for another one.
 */
final class EndpointSearch {
    private static final Set<String> SCHEMES = Set.of("unix", "tcp", "npipe", "ssh");
    /** What a folder of TLS material has to hold. */
    static final List<String> CERTIFICATES = List.of("ca.pem", "cert.pem", "key.pem");

    private static final int LONGEST_SOCKET_PATH = 106;

    private final Optional<String> asked;
    private final Optional<String> named;
    private final Optional<Path> certificates;
    private final Map<String, String> environment;
    private final DockerConfig config;

    EndpointSearch(EngineSettings settings, DockerConfig config) {
        this.asked = settings.host();
        this.named = settings.hostName();
        this.certificates = settings.certificates();
        this.environment = settings.environment();
        this.config = config;
    }

    /**
     * The places to try, best first; one or more.
     *
     * @throws EngineException {@code REJECTED} if a setting names a place that cannot be used
     */
    List<Endpoint> endpoints() {
        return asked.map(this::ofAsked)
                .or(() -> variable("DOCKER_HOST").map(host -> endpoint(host, "DOCKER_HOST")))
                .or(this::ofContext)
                .map(List::of)
                .orElseGet(this::usualSockets);
    }

    private Endpoint ofAsked(String host) {
        if (named.isPresent()) {
            String origin = "host " + named.get();
            certificates.ifPresent(folder -> requireCertificates(folder, origin));
            return new Endpoint(checked(host, origin), origin, certificates);
        }
        return host.indexOf(':') >= 0 ? endpoint(host, "the host that was asked for") : ofContext(host);
    }

    /** Whether a setting names the engine, so that no other is looked for. */
    boolean isNamed() {
        return asked.isPresent()
                || variable("DOCKER_HOST").isPresent()
                || context().isPresent();
    }

    private Optional<String> context() {
        return variable("DOCKER_CONTEXT")
                .or(() -> config.settings().string("currentContext"))
                .filter(context -> !context.isBlank() && !context.equals(DockerContexts.DEFAULT));
    }

    private Optional<Endpoint> ofContext() {
        return context().map(this::ofContext);
    }

    private Endpoint ofContext(String name) {
        DockerContexts contexts = new DockerContexts(config);
        String origin = "Docker context " + name;
        URI uri = checked(contexts.host(name), origin);
        return new Endpoint(uri, origin, isTcp(uri) ? contexts.certificates(name) : Optional.empty());
    }

    private List<Endpoint> usualSockets() {
        List<Endpoint> sockets = new ArrayList<>();
        sockets.add(socket(Path.of("/var/run/docker.sock"), "usual place"));
        inFolder("XDG_RUNTIME_DIR", "docker.sock", "rootless Docker").ifPresent(sockets::add);
        inFolder("HOME", ".docker/run/docker.sock", "rootless Docker").ifPresent(sockets::add);
        inFolder("HOME", ".docker/desktop/docker.sock", "Docker Desktop").ifPresent(sockets::add);
        List<Endpoint> podman = Stream.concat(
                        inFolder("XDG_RUNTIME_DIR", "podman/podman.sock", "rootless Podman").stream(),
                        Stream.of(socket(Path.of("/run/podman/podman.sock"), "Podman")))
                .toList();
        if (sockets.stream().noneMatch(endpoint -> Files.exists(endpoint.socketFile()))) {
            sockets.addAll(podman);
        }
        return sockets;
    }

    private Optional<Endpoint> inFolder(String variable, String file, String origin) {
        return variable(variable).map(folder -> socket(Path.of(folder, file), origin));
    }

    private static Endpoint socket(Path file, String origin) {
        return new Endpoint(URI.create("unix://" + file), origin, Optional.empty());
    }

    private Endpoint endpoint(String host, String origin) {
        URI uri = checked(host, origin);
        return new Endpoint(uri, origin, isTcp(uri) ? certificates() : Optional.empty());
    }

    private static boolean isTcp(URI uri) {
        return "tcp".equals(uri.getScheme());
    }

    private Optional<Path> certificates() {
        Optional<Path> folder = variable("DOCKER_CERT_PATH").map(Path::of);
        if (folder.isEmpty() && variable("DOCKER_TLS_VERIFY").isEmpty()) {
            return Optional.empty();
        }
        Path place = folder.or(config::folder)
                .orElseThrow(() -> rejected(
                        "DOCKER_TLS_VERIFY asks for TLS, but nothing says where the certificates are",
                        "Set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem."));
        unreadable(place).ifPresent(file -> {
            throw rejected(
                    "TLS is asked for, but " + file + " cannot be read",
                    "Set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem, or unset DOCKER_TLS_VERIFY.");
        });
        return Optional.of(place);
    }

    private static void requireCertificates(Path folder, String origin) {
        unreadable(folder).ifPresent(file -> {
            throw rejected(
                    origin + " is spoken to with TLS, but " + file + " cannot be read",
                    "Put ca.pem, cert.pem and key.pem there, or correct `certificates` of the host.");
        });
    }

    private static Optional<Path> unreadable(Path folder) {
        return CERTIFICATES.stream()
                .map(folder::resolve)
                .filter(file -> !Files.isReadable(file))
                .findFirst();
    }

    private static URI checked(String host, String origin) {
        String form = host.contains("://") ? host : "tcp://" + host;
        try {
            URI uri = URI.create(form);
            boolean usable = SCHEMES.contains(String.valueOf(uri.getScheme()))
                    && (!isTcp(uri) || (uri.getHost() != null && uri.getPort() > 0))
                    && (!"ssh".equals(uri.getScheme()) || isMachine(uri))
                    && (!"unix".equals(uri.getScheme()) || !uri.getPath().isEmpty());
            if (usable) {
                requireShort(uri, origin);
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // told below
        }
        throw rejected(
                origin + " is " + host + ", which is not the address of an engine",
                "Give unix:///path/to/docker.sock, tcp://host:port or ssh://user@host.");
    }

    /** What begins with a dash would be an option of {@code ssh}, and a password would be seen by everybody. */
    private static boolean isMachine(URI uri) {
        return Authority.of(uri)
                .filter(one -> !one.machine().startsWith("-")
                        && !String.valueOf(uri.getPath()).contains(":")
                        && one.user()
                                .map(user -> user.matches("[A-Za-z0-9_][A-Za-z0-9._-]*"))
                                .orElse(true))
                .isPresent();
    }

    /** The Java runtime reaches no farther, though other programs do. */
    private static void requireShort(URI uri, String origin) {
        int bytes = "unix".equals(uri.getScheme()) ? uri.getPath().getBytes(StandardCharsets.UTF_8).length : 0;
        if (bytes > LONGEST_SOCKET_PATH) {
            throw rejected(
                    "%s is %s: the path of a socket has %d bytes at most in Java, this one has %d"
                            .formatted(origin, uri, LONGEST_SOCKET_PATH, bytes),
                    "Make a link with a shorter path: ln -s " + uri.getPath() + " /tmp/docker.sock");
        }
    }

    static EngineException rejected(String problem, String remedy) {
        return new EngineException(EngineException.Kind.REJECTED, problem, remedy, null);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
