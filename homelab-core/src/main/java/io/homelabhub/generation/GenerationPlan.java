package io.homelabhub.generation;

import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * What generating would do. Holds names, and no value.
 *
 * @param target for what
 * @param folder where to
 * @param files each file of the folder that is or was generated, by name
 * @param unfinished whether files were being replaced when the program ended, which writing completes
 * @param warnings what is noteworthy: secrets that no template uses
 */
public record GenerationPlan(
        GenerationTarget target, Path folder, List<FileChange> files, boolean unfinished, List<Problem> warnings) {
    public GenerationPlan {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /** Whether everything is as it would be generated. */
    public boolean isEmpty() {
        return !unfinished && files.stream().noneMatch(FileChange::isChange);
    }

    /** The files that somebody changed by hand, and that generating would replace or remove. */
    public List<FileChange> byHand() {
        return files.stream().filter(file -> file.isChange() && file.byHand()).toList();
    }
}
