package io.homelabhub.testkit.engine;

import io.homelabhub.resource.ApiObject;
import java.util.List;

/**
 * An image as the fake host holds it.
 *
 * @param id as {@code sha256:…}
 * @param config the image's ContainerConfig
 */
record FakeImage(String id, ApiObject config) {
    /** Of every image, in bytes. */
    static final long SIZE = 30_000_000;

    /** When every image was made. */
    private static final String CREATED = "2026-01-01T00:00:00Z";

    ApiObject inspection(String reference) {
        String repository = reference.contains("@") ? reference.substring(0, reference.indexOf('@')) : reference;
        int colon = repository.lastIndexOf(':');
        String name = colon > repository.lastIndexOf('/') ? repository.substring(0, colon) : repository;
        return Api.object(
                "Id",
                id,
                "RepoTags",
                List.of(reference),
                "RepoDigests",
                List.of(name + "@" + FakeRegistry.digestOf(id)),
                "Size",
                SIZE,
                "Created",
                CREATED,
                "Architecture",
                "amd64",
                "Os",
                "linux",
                "Config",
                config);
    }
}
