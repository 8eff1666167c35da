package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.Platform;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an engine holds of an image, by platform. A store of manifests has several under one name, beside the attestations of a
 * build that give the name another digest each time though nothing that runs has changed.
 *
 * @param available the manifests that can be run; none with an engine that keeps no manifests
 * @param own the platform that the engine takes if it is asked for none; empty if it does not tell
 */
public record ImageManifests(List<Manifest> available, Optional<Platform> own) {
    /**
     * A manifest.
     *
     * @param digest as {@code sha256:…}
     * @param platform what it is for; empty if it does not tell
     */
    public record Manifest(String digest, Optional<Platform> platform) {}

    public ImageManifests {
        available = List.copyOf(available);
    }

    /** Those in {@code GET /images/{name}/json?manifests=1}. */
    public static ImageManifests of(ApiObject inspection) {
        return new ImageManifests(
                inspection.objects("Manifests").stream()
                        .filter(ImageManifests::canBeRun)
                        .map(manifest -> new Manifest(
                                manifest.string("ID").orElse(""),
                                platform(
                                        manifest.object("ImageData").object("Platform"),
                                        "os",
                                        "architecture",
                                        "variant")))
                        .toList(),
                platform(inspection, "Os", "Architecture", "Variant"));
    }

    private static boolean canBeRun(ApiObject manifest) {
        return manifest.isTrue("Available")
                && manifest.string("Kind").filter("image"::equals).isPresent();
    }

    private static Optional<Platform> platform(ApiObject object, String system, String architecture, String variant) {
        return object.string(system)
                .filter(text -> !text.isEmpty())
                .map(text -> new Platform(
                        text,
                        object.string(architecture).orElse(""),
                        object.string(variant).orElse("")));
    }

    /**
     * The digest of what is run for a platform: the manifest that is for it, else the only one; empty if there is no such, or the
     * engine keeps no manifests.
     *
     * @param platform {@code os/arch[/variant]}; empty for the engine's own
     */
    public Optional<String> digestFor(Optional<String> platform) {
        Optional<Platform> wanted = platform.map(Platform::parse).or(() -> own);
        return available.stream()
                .filter(manifest -> isFor(manifest.platform(), wanted))
                .findFirst()
                .or(() -> available.size() == 1 ? available.stream().findFirst() : Optional.empty())
                .map(Manifest::digest);
    }

    private static boolean isFor(Optional<Platform> platform, Optional<Platform> wanted) {
        return platform.isPresent()
                && wanted.filter(asked -> asked.isOf(platform.get())).isPresent();
    }

    /** Whether something is there for {@code platform}, as far as the engine tells. */
    public boolean suit(String platform) {
        Platform wanted = Platform.parse(platform);
        List<Platform> known = Stream.concat(
                        available.stream().flatMap(manifest -> manifest.platform().stream()),
                        available.stream().allMatch(manifest -> manifest.platform()
                                        .isEmpty())
                                ? own.stream()
                                : Stream.empty())
                .toList();
        return known.isEmpty() || known.stream().anyMatch(wanted::isOf);
    }
}
