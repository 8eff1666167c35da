package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.plan.Action;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * An image for several platforms, as most in public registries are: on a containerd store its id is not that of what runs. Needs the
 * registry that {@code .ci/images} fills.
 */
final class IndexImage {
    private static final String REPOSITORY = "library/busybox";
    private static final String TAG = "index";
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";

    private IndexImage() {}

    /** Brings it to the registry, and from there to the engine; gives its name. */
    static String pulledBy(RealEngine lab) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                RealEngine.registry().isPresent() && RealEngine.hasRegistry(),
                "needs a registry of its own to push to");
        String registry = RealEngine.registry().orElseThrow();
        HttpClient http = HttpClient.newHttpClient();
        if (get(http, registry, TAG, INDEX).statusCode() == 404) {
            push(http, registry);
        }
        String name = registry + "/" + REPOSITORY + ":" + TAG;
        lab.perform(new Action.PullImage(name, Optional.empty()));
        return name;
    }

    private static HttpResponse<String> get(HttpClient http, String registry, String tag, String type)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(at(registry, tag)).header("Accept", type).build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static void push(HttpClient http, String registry) throws IOException, InterruptedException {
        HttpResponse<String> manifest = get(http, registry, "1", MANIFEST);
        Assumptions.assumeTrue(manifest.statusCode() == 200, "the registry has no " + REPOSITORY + ":1");
        String entries = Stream.of("amd64", "arm64")
                .map(architecture -> entry(manifest, architecture))
                .collect(Collectors.joining(","));
        HttpRequest put = HttpRequest.newBuilder(at(registry, TAG))
                .header("Content-Type", INDEX)
                .PUT(BodyPublishers.ofString(
                        "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[" + entries + "]}"))
                .build();
        HttpResponse<String> answer = http.send(put, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static String entry(HttpResponse<String> manifest, String architecture) {
        return """
                {"mediaType":"%s","size":%d,"digest":"%s","platform":{"os":"linux","architecture":"%s"}}""".formatted(
                        MANIFEST,
                        manifest.body().length(),
                        manifest.headers().firstValue("Docker-Content-Digest").orElseThrow(),
                        architecture);
    }

    private static URI at(String registry, String tag) {
        return URI.create("http://" + registry + "/v2/" + REPOSITORY + "/manifests/" + tag);
    }
}
