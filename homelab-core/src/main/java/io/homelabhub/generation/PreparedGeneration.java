package io.homelabhub.generation;

import io.homelabhub.generation.disk.Manifest;
import io.homelabhub.generation.disk.OutputFolder;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Configuration that was generated in memory, with what writing it would change. */
public final class PreparedGeneration {
    private final GenerationPlan plan;
    private final Map<String, byte[]> files;
    private final Manifest manifest;
    private final PlanSource source;

    /** Compares the folder with what was generated. */
    @FunctionalInterface
    interface PlanSource {
        GenerationPlan plan() throws IOException;
    }

    PreparedGeneration(GenerationPlan plan, Map<String, byte[]> files, Manifest manifest, PlanSource source) {
        this.plan = plan;
        this.files = Map.copyOf(files);
        this.manifest = manifest;
        this.source = source;
    }

    /** What writing would change. */
    public GenerationPlan plan() {
        return plan;
    }

    /**
     * Writes all files or none, readable by their owner alone. A process that dies in the middle leaves the old ones, or a folder that the
     * next call completes. Compares the folder once more before.
     *
     * @param overwrite whether to replace what was changed by hand
     * @return what was changed
     * @throws GenerationRefusedException if somebody changed a file by hand and {@code overwrite} is not given, or another process is
     *     at it
     */
    public GenerationPlan write(boolean overwrite) {
        try (OutputFolder folder = OutputFolder.open(plan.folder()).orElseThrow(this::busy)) {
            folder.finish();
            GenerationPlan now = source.plan();
            if (!overwrite && !now.byHand().isEmpty()) {
                throw changedByHand(now);
            }
            Optional<Manifest> before = Manifest.of(plan.folder());
            if (!now.isEmpty() || !before.equals(Optional.of(manifest))) {
                Map<String, byte[]> changed = new TreeMap<>(files);
                now.files().stream().filter(file -> !file.isChange()).forEach(file -> changed.remove(file.name()));
                folder.replace(changed, manifest);
            }
            return now;
        } catch (IOException e) {
            throw new GenerationRefusedException(
                    "the files cannot be written to " + plan.folder() + ": "
                            + e.getClass().getSimpleName(),
                    "Look at who owns the folder, and whether the disk is full.");
        }
    }

    private GenerationRefusedException busy() {
        return new GenerationRefusedException(
                "another process is generating " + plan.folder() + " at present",
                "Wait for it, then type the command again.");
    }

    private static GenerationRefusedException changedByHand(GenerationPlan plan) {
        String names = plan.byHand().stream().map(FileChange::name).collect(Collectors.joining(", "));
        return new GenerationRefusedException(
                "nothing was changed: not as Homelab generated them: " + names + " in " + plan.folder(),
                "Take what you want to keep over into config/, then type `homelab config generate " + plan.target()
                        + " --overwrite`.");
    }
}
