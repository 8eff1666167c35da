package io.homelabhub.desired.translate;

import io.homelabhub.desired.translate.FileReference.Kind;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.FileContent;
import io.homelabhub.secret.EncryptedReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The configs and secrets of services. Those that are files of this machine are bound, the others are put into the
 * container before it starts.
 */
final class FileReferences {
    private final ComposeModel model;
    private final Findings findings;

    FileReferences(ComposeModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    /** All of a service, secrets first, as Compose mounts them; those that cannot be had are reported and left out. */
    List<FileReference> of(String service) {
        List<FileReference> references = new ArrayList<>();
        for (Kind kind : List.of(Kind.SECRET, Kind.CONFIG)) {
            for (ApiObject use : model.service(service).objects(kind.section())) {
                FileReference reference = FileReference.of(kind, use, model);
                if (isSupported(service, reference)) {
                    references.add(reference);
                }
            }
        }
        return references;
    }

    private boolean isSupported(String service, FileReference reference) {
        String path = kindPath(reference);
        if (reference.definition().isTrue("external")) {
            findings.error(path, "without Swarm, an engine has no external " + reference.kind() + "s", "give a `file`");
            return false;
        }
        if (reference.text("driver").isPresent()
                || reference.text("template_driver").isPresent()) {
            findings.error(path, "`driver` and `template_driver` work in Swarm only", "give a `file`");
            return false;
        }
        if (reference.file().isPresent()
                && (reference.use().get("uid") != null
                        || reference.use().get("gid") != null
                        || reference.use().get("mode") != null)) {
            findings.warning(
                    "bound-file-mode",
                    "services." + service + "." + reference.kind().section(),
                    reference.describe() + " is a bound file: its uid, gid and mode are those of the file",
                    "remove uid, gid and mode, or change those of the file");
        }
        return true;
    }

    private static String kindPath(FileReference reference) {
        return reference.kind().section() + "." + reference.source();
    }

    /** What is put into the service's containers. */
    List<FileContent> contents(String service) {
        List<FileContent> contents = new ArrayList<>();
        for (FileReference reference : of(service)) {
            content(reference)
                    .filter(bytes -> bytes.length > 0)
                    .map(bytes -> file(service, reference, bytes))
                    .ifPresent(contents::add);
        }
        if (!contents.isEmpty() && model.service(service).isTrue("read_only")) {
            findings.error(
                    "services." + service + ".read_only",
                    "a read-only container cannot take configs or secrets from `content`, `environment` or `x-sops`",
                    "give them a `file`");
        }
        return contents;
    }

    /** The content of a reference that is not a file of this machine. */
    Optional<byte[]> content(FileReference reference) {
        return reference.encrypted().isPresent()
                ? opened(reference, reference.encrypted().get())
                : text(reference).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<byte[]> opened(FileReference reference, EncryptedReference encrypted) {
        try {
            return Optional.of(model.encrypted().values().open(encrypted));
        } catch (InvalidInputException closed) {
            String path = kindPath(reference) + "." + EncryptedReference.KEY;
            closed.problems()
                    .forEach(problem -> findings.take(
                            Problem.error(encrypted.location(), path, problem.location() + ": " + problem.message())
                                    .withSuggestion(problem.suggestion())));
            return Optional.empty();
        }
    }

    private Optional<String> text(FileReference reference) {
        Optional<String> inline = reference.text("content");
        Optional<String> variable = reference.text("environment");
        if (inline.isPresent() || variable.isEmpty()) {
            return inline;
        }
        String value = model.environment().get(variable.get());
        if (value == null) {
            findings.error(
                    kindPath(reference) + ".environment",
                    "the variable " + variable.get() + " is not set",
                    "set it in the environment or in .env");
        }
        return Optional.ofNullable(value);
    }

    private FileContent file(String service, FileReference reference, byte[] content) {
        FileOwnership ownership = new FileOwnership(reference, placeOf(service, reference), findings);
        return new FileContent(reference.target(), ownership.mode(), ownership.id("uid"), ownership.id("gid"), content);
    }

    /** The path of the entry of the service, {@code services.web.secrets[1]}. */
    private String placeOf(String service, FileReference reference) {
        String section = reference.kind().section();
        int index = model.service(service).objects(section).indexOf(reference.use());
        return "services.%s.%s[%d]".formatted(service, section, index);
    }
}
