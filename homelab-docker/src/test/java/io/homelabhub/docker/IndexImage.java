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
                RealEngine.registry().isPresent() && RealEngine.hasRegistry(), "needs a registry of its own to push to");
        String registry = RealEngine.registry().orElseThrow();
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<String> manifest = http.send(
                HttpRequest.newBuilder(at(registry, "1")).header("Accept", MANIFEST).build(), BodyHandlers.ofString());
        Assumptions.assumeTrue(manifest.statusCode() == 200, "the registry has no " + REPOSITORY + ":1");
        String digest = manifest.headers().firstValue("Docker-Content-Digest").orElseThrow();
        String entry = "{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}";
        int size = manifest.body().length();
        String index = "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":["
                + entry.formatted(MANIFEST, size, digest, "amd64") + ","
                + entry.formatted(MANIFEST, size, digest, "arm64") + "]}";
        HttpResponse<String> put = http.send(
                HttpRequest.newBuilder(at(registry, TAG))
                        .header("Content-Type", INDEX)
                        .PUT(BodyPublishers.ofString(index))
                        .build(),
                BodyHandlers.ofString());
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        String name = registry + "/" + REPOSITORY + ":" + TAG;
        lab.perform(new Action.PullImage(name, Optional.empty()));
        return name;
    }

    private static URI at(String registry, String tag) {
        return URI.create("http://" + registry + "/v2/" + REPOSITORY + "/manifests/" + tag);
    }
}
