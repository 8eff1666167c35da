package io.homelabhub.backup.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a backup holds. It is written last: a folder without it is none.
 *
 * @param id the name of the backup's folder
 * @param project the Compose project
 * @param names what was asked for, sorted: services, groups or patterns; none for everything
 * @param created when it was begun
 * @param took how long it took
 * @param engine who the engine said that it was
 * @param modelHash of the configurations of all containers that it is of; two backups with the same were taken of the same definition
 * @param parts its files
 * @param missing what should be in it and is not; then it is incomplete
 * @param notCovered what no backup of this project holds
 * @param standstills when services stood still for it
 */
public record Manifest(
        String id,
        String project,
        List<String> names,
        Instant created,
        Duration took,
        String engine,
        String modelHash,
        List<Part> parts,
        List<Omission> missing,
        List<Omission> notCovered,
        List<Standstill> standstills) {
    /** The version of the form in which it is written. */
    public static final int SCHEMA_VERSION = 1;

    /** Its file's name in the backup's folder. */
    public static final String FILE = "manifest.json";

    public Manifest {
        names = names.stream().sorted().distinct().toList();
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
        notCovered = List.copyOf(notCovered);
        standstills = List.copyOf(standstills);
    }

    /** Whether everything was asked for. */
    public boolean isOfEverything() {
        return names.isEmpty();
    }

    /** Whether all that should be in it is. */
    public boolean isComplete() {
        return missing.isEmpty();
    }

    /** Whether its parts are encrypted. */
    public boolean isEncrypted() {
        return parts.stream().anyMatch(Part::isEncrypted);
    }

    /** Bytes of all parts together. */
    public long size() {
        return parts.stream().mapToLong(Part::size).sum();
    }

    /** The file of one of its parts. */
    public static Path file(Path folder, Part part) {
        return folder.resolve(part.file());
    }
}
