package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.RegistryImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where the fake engine pulls from. Until something else is said it has every image, at its first version. */
public final class FakeRegistry {
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Map<String, EngineException> refusals = new TreeMap<>();
    private Optional<Set<String>> only = Optional.empty();
    private boolean silent;

    FakeRegistry() {}

    /** It has these images and no others. */
    public FakeRegistry hasOnly(String... references) {
        only = Optional.of(new TreeSet<>(
                List.of(references).stream().map(ImageReference::canonical).toList()));
        return this;
    }

    /** It does not have this image: a pull fails with {@code NOT_FOUND}. */
    public FakeRegistry lacks(String reference) {
        return refuses(
                reference,
                Kind.NOT_FOUND,
                "manifest for " + reference + " not found: manifest unknown: manifest unknown");
    }

    /** It wants other credentials for this image: a pull fails with {@code UNAUTHORIZED}. */
    public FakeRegistry deniesAccessTo(String reference) {
        return refuses(
                reference,
                Kind.UNAUTHORIZED,
                "pull access denied for " + reference
                        + ", repository does not exist or may require 'docker login': denied: requested access to the"
                        + " resource is denied");
    }

    /** It asks to come back later: a pull fails with {@code BUSY}. */
    public FakeRegistry isBusyFor(String reference) {
        return refuses(reference, Kind.BUSY, "toomanyrequests: You have reached your pull rate limit.");
    }

    private FakeRegistry refuses(String reference, Kind kind, String message) {
        refusals.put(ImageReference.canonical(reference), new EngineException(kind, message));
        return this;
    }

    /** It has a new image under this name from now on, and gives it to everybody. */
    public FakeRegistry publishes(String reference) {
        String canonical = ImageReference.canonical(reference);
        refusals.remove(canonical);
        versions.merge(canonical, 1, Integer::sum);
        only.ifPresent(all -> all.add(canonical));
        return this;
    }

    /** It does not tell beforehand what it has; it can be pulled from all the same. */
    public FakeRegistry tellsNothing() {
        silent = true;
        return this;
    }

    /** What it says when it is only asked. */
    RegistryImage digest(String reference) {
        if (silent) {
            return RegistryImage.unknown("its registry does not answer");
        }
        try {
            return RegistryImage.of(digestOf(pull(reference)));
        } catch (EngineException refusal) {
            return RegistryImage.unknown(
                    refusal.kind() == Kind.NOT_FOUND ? "its registry does not have it" : "its registry denies access");
        }
    }

    /** The digest of an image by its id. */
    static String digestOf(String id) {
        return "sha256:" + Ids.of("digest of " + id);
    }

    /** The id of the image that a pull gets. */
    String pull(String reference) {
        String canonical = ImageReference.canonical(reference);
        EngineException refusal = refusals.get(canonical);
        if (refusal == null && only.isPresent() && !only.get().contains(canonical)) {
            refusal = new EngineException(
                    Kind.NOT_FOUND, "manifest for " + reference + " not found: manifest unknown: manifest unknown");
        }
        if (refusal != null) {
            throw new EngineException(refusal.kind(), String.valueOf(refusal.getMessage()));
        }
        return "sha256:" + Ids.of("image " + canonical + " " + versions.getOrDefault(canonical, 0));
    }
}
