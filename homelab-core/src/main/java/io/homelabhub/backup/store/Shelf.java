package io.homelabhub.backup.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.Sha256;
import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder in which backups lie. Holds nothing; each call looks anew. */
public record Shelf(Path folder) {
    /** Where backups lie unless somebody says otherwise, in the folder of the project. */
    public static final String USUAL_FOLDER = "backups";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERIFIED = ".verified.json";

    /**
     * All that is there, the oldest first. What has no manifest is no backup, and what has one that cannot be read is left out: {@link #broken}
     * tells both.
     *
     * @throws BackupException {@code FAILED} if the folder cannot be read
     */
    public List<StoredBackup> list() {
        List<StoredBackup> backups = new ArrayList<>();
        for (Path one : folders()) {
            try {
                backups.add(read(one));
            } catch (IOException | IllegalArgumentException noBackup) {
                // told by broken()
            }
        }
        backups.sort(
                Comparator.comparing((StoredBackup backup) -> backup.manifest().created())
                        .thenComparing(StoredBackup::id));
        return backups;
    }

    /**
     * Folders that would be backups but for their manifest, each with what is wrong.
     *
     * @throws BackupException {@code FAILED} if the folder cannot be read
     */
    public List<Omission> broken() {
        List<Omission> broken = new ArrayList<>();
        for (Path one : folders()) {
            try {
                StoredBackup unused = read(one);
            } catch (NoSuchFileException absent) {
                broken.add(new Omission(
                        String.valueOf(one.getFileName()),
                        "has no manifest: it is being written, or was never finished"));
            } catch (IOException | IllegalArgumentException unreadable) {
                broken.add(new Omission(
                        String.valueOf(one.getFileName()), "its manifest cannot be used: " + unreadable.getMessage()));
            }
        }
        return broken;
    }

    private List<Path> folders() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .filter(one -> String.valueOf(one.getFileName()).matches(".+-backup-\\d{8}-\\d{6}.*"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new BackupException(
                    Kind.FAILED,
                    "reading the folder of the backups, " + folder + ": " + failure,
                    "See that whoever runs Homelab may read it.",
                    failure);
        }
    }

    /**
     * Folders of a project's backups that were begun and never finished: they have no manifest, and nothing in them has changed since {@code before}.
     * What is being written just now is not among them, nor what has a manifest that cannot be read.
     *
     * @throws BackupException {@code FAILED} if the folder cannot be read
     */
    public List<String> unfinished(String project, Instant before) {
        return folders().stream()
                .filter(one ->
                        String.valueOf(one.getFileName()).matches(Pattern.quote(project) + "-backup-\\d{8}-\\d{6}.*"))
                .filter(one -> Files.notExists(one.resolve(Manifest.FILE), LinkOption.NOFOLLOW_LINKS))
                .filter(one -> lastChange(one).isBefore(before))
                .map(one -> String.valueOf(one.getFileName()))
                .toList();
    }

    private static Instant lastChange(Path backup) {
        try (Stream<Path> files = Files.walk(backup)) {
            Instant last = Instant.MIN;
            for (Path file : files.toList()) {
                Instant changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                last = changed.isAfter(last) ? changed : last;
            }
            return last;
        } catch (IOException | UncheckedIOException unreadable) {
            return Instant.MAX; // nobody can tell, so it stays
        }
    }

    /** How old the complete backups of everything of a project are; empty if there is none. */
    public Optional<BackupAge> age(String project) {
        List<StoredBackup> whole = whole(project);
        return whole.isEmpty()
                ? Optional.empty()
                : Optional.of(new BackupAge(
                        whole.get(whole.size() - 1).manifest().created(),
                        whole.stream()
                                .flatMap(backup -> backup.verified().stream())
                                .max(Comparator.naturalOrder())));
    }

    private List<StoredBackup> whole(String project) {
        return list().stream()
                .filter(backup -> backup.manifest().project().equals(project))
                .filter(backup -> backup.manifest().isOfEverything())
                .filter(backup -> backup.manifest().isComplete())
                .toList();
    }

    /**
     * The newest backup of everything of a project that is complete.
     *
     * @throws BackupException {@code UNKNOWN} if there is none
     */
    public StoredBackup latest(String project) {
        return whole(project).stream()
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new BackupException(
                        Kind.UNKNOWN,
                        "there is no complete backup of all of project " + project + " in " + folder,
                        "`homelab backup` takes one; `homelab backups list` shows which there are."));
    }

    /**
     * The backup of a name.
     *
     * @throws BackupException {@code UNKNOWN} if there is none, {@code DAMAGED} if it is there without a manifest that can be read
     */
    public StoredBackup find(String id) {
        boolean here =
                !id.isEmpty() && !id.contains("/") && !id.startsWith(".") && Files.isDirectory(folder.resolve(id));
        return here ? open(folder.resolve(id)) : unknown(id);
    }

    private StoredBackup unknown(String id) {
        List<String> ids = list().stream().map(StoredBackup::id).toList();
        String suggestion = Suggestion.nearest(id, ids)
                .map(close -> " Did you mean " + close + "?")
                .orElse("");
        throw new BackupException(
                Kind.UNKNOWN,
                "there is no backup " + id + " in " + folder,
                "`homelab backups list` shows which there are." + suggestion);
    }

    /** The backup in a folder. @throws BackupException {@code DAMAGED} if it has no manifest that can be read */
    public static StoredBackup open(Path folder) {
        try {
            return read(folder);
        } catch (NoSuchFileException absent) {
            throw new BackupException(
                    Kind.DAMAGED,
                    folder + " is no backup: it has no " + Manifest.FILE + ", so it was never finished",
                    "`homelab backups list` shows which there are.",
                    absent);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new BackupException(
                    Kind.DAMAGED,
                    folder.resolve(Manifest.FILE) + " cannot be used: " + unreadable.getMessage(),
                    "Take another backup; `homelab backups list` shows which there are.",
                    unreadable);
        }
    }

    private static StoredBackup read(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(Manifest.FILE));
        Manifest manifest = ManifestJson.read(new String(bytes, StandardCharsets.UTF_8));
        if (!manifest.id().equals(String.valueOf(folder.getFileName()))) {
            throw new IllegalArgumentException("it is that of " + manifest.id());
        }
        Optional<Verification> verification =
                verification(folder).filter(one -> one.manifestSha256().equals(Sha256.hex(bytes)));
        return new StoredBackup(folder, manifest, verification);
    }

    /**
     * Makes a backup of a folder whose parts are all there.
     *
     * @throws IOException if a part is not there as it was written, or the manifest cannot be written; then it is none
     */
    public static void finish(Path folder, Manifest manifest) throws IOException {
        for (Part part : manifest.parts()) {
            long size = Files.size(Manifest.file(folder, part));
            if (size != part.size()) {
                throw new IOException(part.file() + " has " + size + " bytes and was written with " + part.size());
            }
        }
        WholeFile.write(
                folder.resolve(Manifest.FILE), ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8));
    }

    // --- trials ---

    private static Path verificationFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + VERIFIED);
    }

    /** Writes down what came of a trial, beside the backup, which stays as it is. */
    public static StoredBackup record(StoredBackup backup, Verification verification) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        document.put("schemaVersion", Manifest.SCHEMA_VERSION);
        document.put("at", verification.at().toString());
        document.put("took", verification.took().toString());
        document.put("passed", verification.isPassed());
        document.put("manifestSha256", verification.manifestSha256());
        verification.proved().forEach(document.putArray("proved")::add);
        verification.problems().forEach(document.putArray("problems")::add);
        WholeFile.write(
                verificationFile(backup.folder()), (document.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        return new StoredBackup(backup.folder(), backup.manifest(), Optional.of(verification));
    }

    /** One that cannot be read counts as none: the trial can be made again. */
    private static Optional<Verification> verification(Path folder) {
        try {
            JsonNode document = JSON.readTree(Files.readString(verificationFile(folder)));
            return Optional.of(new Verification(
                    Instant.parse(document.path("at").asText()),
                    Duration.parse(document.path("took").asText()),
                    document.path("manifestSha256").asText(),
                    texts(document.path("proved")),
                    texts(document.path("problems"))));
        } catch (JsonProcessingException | DateTimeException unreadable) {
            return Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    /** The SHA-256 of a backup's manifest, in hexadecimal. */
    public static String manifestSha256(StoredBackup backup) throws IOException {
        return PartFile.sha256(backup.folder().resolve(Manifest.FILE));
    }

    // --- going ---

    /**
     * Removes a backup, its manifest first: what is left of one whose removal is cut short is none any more.
     *
     * @param id a folder's name in this one
     */
    public void remove(String id) throws IOException {
        remove(folder.resolve(id));
    }

    /** Removes the folder of a backup, finished or not. */
    public static void remove(Path backup) throws IOException {
        Files.deleteIfExists(backup.resolve(Manifest.FILE));
        Files.deleteIfExists(verificationFile(backup));
        if (!Files.isDirectory(backup)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(backup)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
