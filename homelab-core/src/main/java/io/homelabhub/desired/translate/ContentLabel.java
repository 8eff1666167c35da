package io.homelabhub.desired.translate;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.translate.HostFiles.Facts;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The value of the label {@link HomelabLabels#CONTENT}: a digest for every config and secret of a service and for every
 * single file that it binds.
 *
 * <p>A bound file that the container may write to counts only if the service says what to do when it changes: else a
 * service that writes to its own file would be made anew because of it. Environment files do not count: what they say
 * stands in the container's environment, where a change shows by its variable and a changed comment does not.
 */
final class ContentLabel {
    /** Larger files count by size and time. */
    private static final long READ_AT_MOST = 4L << 20;

    private final ComposeModel model;
    private final HostFiles files;
    private final FileReferences references;
    private final Map<String, Optional<String>> known = new HashMap<>();

    ContentLabel(ComposeModel model, HostFiles files, FileReferences references) {
        this.model = model;
        this.files = files;
        this.references = references;
    }

    /**
     * The label's value; empty if the service has no such files.
     *
     * @param policy what the service says to do when its files change; empty if nothing
     */
    Optional<String> of(String service, Optional<ContentPolicy> policy) {
        Map<String, String> digests = new TreeMap<>();
        for (ApiObject volume : model.service(service).objects("volumes")) {
            boolean bound = volume.string("type").filter("bind"::equals).isPresent();
            if (bound && (policy.isPresent() || volume.isTrue("read_only"))) {
                String file = volume.string("source").orElse("");
                file(file, false).ifPresent(digest -> digests.put(file, digest));
            }
        }
        for (FileReference reference : references.of(service)) {
            digest(reference).ifPresent(digest -> digests.put(path(reference), digest));
        }
        if (policy.map(ContentPolicy::reaction).equals(Optional.of(ContentPolicy.Reaction.SIGNAL))) {
            digests.replaceAll((path, digest) -> digest + identity(path));
        }
        return digests.isEmpty() ? Optional.empty() : Optional.of(joined(digests));
    }

    /** A container that runs on sees what is written to a bound file, and not a new file under its name. */
    private String identity(String path) {
        return files.facts(Path.of(path))
                .map(Facts::identity)
                .filter(identity -> !identity.isEmpty())
                .map(identity -> "@" + identity)
                .orElse("");
    }

    private static String joined(Map<String, String> digests) {
        return digests.entrySet().stream()
                .map(entry -> entry.getKey().replace(";", "%3B") + "=" + entry.getValue())
                .collect(Collectors.joining(";"));
    }

    /** A file by its path, other content by its place in the model. */
    private static String path(FileReference reference) {
        return reference.file().orElse(reference.kind().section() + "." + reference.source());
    }

    private Optional<String> digest(FileReference reference) {
        boolean secret = reference.kind() == FileReference.Kind.SECRET
                || reference.text("environment").isPresent();
        if (reference.file().isPresent()) {
            return file(reference.file().get(), secret);
        }
        return references
                .content(reference)
                .filter(content -> content.length > 0)
                .map(content -> digest(path(reference), content, secret));
    }

    /** Empty for what is not there or not a file: a folder, a socket. */
    private Optional<String> file(String file, boolean secret) {
        return known.computeIfAbsent(secret + file, key -> {
            Path path = Path.of(file);
            return files.facts(path).map(facts -> digest(file, content(path, facts), secret));
        });
    }

    private byte[] content(Path file, Facts facts) {
        try {
            if (facts.size() <= READ_AT_MOST) {
                return files.read(file);
            }
        } catch (IOException unreadable) {
            // only its owner may read it: then it counts as a large file does
        }
        return (facts.size() + " " + facts.modified()).getBytes(StandardCharsets.UTF_8);
    }

    private String digest(String path, byte[] content, boolean secret) {
        return secret ? ContentDigest.ofSecret(model.project() + "\0" + path, content) : ContentDigest.of(content);
    }
}
