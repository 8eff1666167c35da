package io.homelabhub.docker;

import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.ApiObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The contexts that {@code docker context create} has made: engines with a name. */
final class DockerContexts {
    /** No context at all: {@code DOCKER_HOST}, else the usual places. */
    static final String DEFAULT = "default";

    private static final String SKIP_VERIFY = "SkipTLSVerify";

    private final DockerConfig config;

    DockerContexts(DockerConfig config) {
        this.config = config;
    }

    /**
     * Where the engine of a context listens.
     *
     * @throws io.homelabhub.engine.EngineException {@code REJECTED} if there is no such context, or it describes no engine
     */
    String host(String name) {
        return docker(name).string("Host").orElseThrow(() -> unknown(name));
    }

    /**
     * The folder with what TLS needs; empty if it is not spoken.
     *
     * @throws io.homelabhub.engine.EngineException {@code REJECTED} if the context asks for TLS as it is not spoken here: without a
     *     certificate of the client, or without a look at that of the engine
     */
    Optional<Path> certificates(String name) {
        Optional<Path> folder = config.contextCertificates(name);
        if (folder.isEmpty() && docker(name).isTrue(SKIP_VERIFY)) {
            throw EndpointSearch.rejected(
                    "Docker context `" + name + "` asks for TLS without certificates, which is not spoken here",
                    "Make it anew with `docker context create --docker host=…,ca=…,cert=…,key=…`.");
        }
        folder.ifPresent(place -> EndpointSearch.CERTIFICATES.stream()
                .filter(file -> !Files.isReadable(place.resolve(file)))
                .findFirst()
                .ifPresent(file -> {
                    throw EndpointSearch.rejected(
                            "Docker context `" + name + "` asks for TLS, but " + place.resolve(file)
                                    + " cannot be read",
                            "Make it anew with `docker context create --docker host=…,ca=…,cert=…,key=…`.");
                }));
        return folder;
    }

    private ApiObject docker(String name) {
        return config.context(name).object("Endpoints").object("docker");
    }

    private RuntimeException unknown(String name) {
        List<String> known = new ArrayList<>(config.contexts());
        known.add(DEFAULT);
        String place = config.folder().map(folder -> " in " + folder).orElse("");
        String all = known.stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "));
        String near = Suggestion.didYouMean(name, known);
        return EndpointSearch.rejected(
                "there is no Docker context `" + name + "` that describes an engine" + place + "; there is " + all
                        + (near.isEmpty() ? "" : "; " + near),
                "Name one of these with --context, DOCKER_CONTEXT or `docker context use`.");
    }
}
