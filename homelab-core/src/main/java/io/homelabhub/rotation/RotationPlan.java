package io.homelabhub.rotation;

import io.homelabhub.generation.GenerationPlan;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What rotating a secret would do. Holds names, and no value.
 *
 * @param key its key
 * @param file its encrypted file, as people know it
 * @param place where it stands there
 * @param generated what changes of the generated files; empty if none is made of it
 * @param inside what is done inside services before anybody is redeployed: {@code postgres: ALTER ROLE}
 * @param redeployed the services whose containers see it, by their names in the catalog, each after what it needs
 * @param notes what the owner should know: services that get it with their next deploy, other deployments that use the file
 * @param unfinished whether an earlier rotation ended half-way, which is taken back in place of a new one
 */
public record RotationPlan(
        String key,
        Path file,
        SourceLocation place,
        Optional<GenerationPlan> generated,
        List<String> inside,
        List<String> redeployed,
        List<String> notes,
        boolean unfinished) {
    public RotationPlan {
        inside = List.copyOf(inside);
        redeployed = List.copyOf(redeployed);
        notes = List.copyOf(notes);
    }
}
