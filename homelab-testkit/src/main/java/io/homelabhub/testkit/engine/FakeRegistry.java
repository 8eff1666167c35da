package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.observed.RegistryTags;
import io.homelabhub.spelling.ImageName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Where the fake engine pulls from. Until something else is said it has every image, at its first version. */
public final class FakeRegistry {
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Map<String, EngineException> refusals = new TreeMap<>();
    private Optional<Set<String>> only = Optional.empty();
    private final Consumer<String> renewed;
    private final Set<String> pushed = new TreeSet<>();
    /** What it has ever given, by digest. */
    private final Map<String, String> given = new TreeMap<>();

    private final Map<String, Set<String>> listed = new TreeMap<>();
    private boolean silent;
    private boolean away;

    /** @param renewed told the canonical reference of each image that is published anew */
    FakeRegistry(Consumer<String> renewed) {
        this.renewed = renewed;
    }

    /** It has these images and no others. */
    public FakeRegistry hasOnly(String... references) {
        only = Optional.of(new TreeSet<>(
                List.of(references).stream().map(ImageName::canonical).toList()));
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
        refusals.put(ImageName.canonical(reference), new EngineException(kind, message));
        return this;
    }

    /**
     * It has a new image under this name from now on, and gives it to everybody. What the new image's processes do can be said
     * anew with {@link FakeEngine#image}: until then, as those of the one before; those go on as was said of them.
     */
    public FakeRegistry publishes(String reference) {
        String canonical = ImageName.canonical(reference);
        refusals.remove(canonical);
        versions.merge(canonical, 1, Integer::sum);
        only.ifPresent(all -> all.add(canonical));
        renewed.accept(canonical);
        return this;
    }

    /** It does not tell beforehand what it has; it can be pulled from all the same. */
    public FakeRegistry tellsNothing() {
        silent = true;
        return this;
    }

    /** Nobody answers there: it tells nothing, and a pull fails. */
    public FakeRegistry isAway() {
        away = true;
        return this;
    }

    /** It answers again, and tells what it has. */
    public FakeRegistry isBack() {
        away = false;
        silent = false;
        return this;
    }

    /** It has these tags in a repository, as {@code redis}; without a word it has none. */
    public FakeRegistry tags(String repository, String... tags) {
        listed.put(ImageName.parse(repository).familiarRepository(), new TreeSet<>(List.of(tags)));
        return this;
    }

    /** What it says when it is asked for tags. */
    RegistryTags tagsOf(String repository) {
        return silent || away
                ? RegistryTags.unknown("its registry does not answer")
                : RegistryTags.of(listed.getOrDefault(repository, Set.of()));
    }

    /** The references that were pushed to it, canonical and sorted. */
    public Set<String> pushed() {
        return Collections.unmodifiableSet(pushed);
    }

    void receive(String reference) {
        if (away) {
            throw new EngineException(
                    Kind.OTHER, "Get \"https://registry.lab/v2/\": dial tcp: connect: connection refused");
        }
        String canonical = ImageName.canonical(reference);
        pushed.add(canonical);
        refusals.remove(canonical);
        only.ifPresent(all -> all.add(canonical));
    }

    /** What it says when it is only asked. */
    RegistryImage digest(String reference) {
        if (silent || away) {
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
        if (away) {
            throw new EngineException(
                    Kind.OTHER, "Get \"https://registry.lab/v2/\": dial tcp: connect: connection refused");
        }
        Optional<String> byDigest = ImageName.parse(reference).digest();
        if (byDigest.filter(given::containsKey).isPresent()) {
            return given.getOrDefault(byDigest.get(), "");
        }
        String canonical = ImageName.canonical(reference);
        EngineException refusal = refusals.get(canonical);
        if (refusal == null && only.isPresent() && !only.get().contains(canonical)) {
            refusal = new EngineException(
                    Kind.NOT_FOUND, "manifest for " + reference + " not found: manifest unknown: manifest unknown");
        }
        if (refusal != null) {
            throw new EngineException(refusal.kind(), String.valueOf(refusal.getMessage()));
        }
        String id = "sha256:" + Ids.of("image " + canonical + " " + versions.getOrDefault(canonical, 0));
        given.put(digestOf(id), id);
        return id;
    }
}
