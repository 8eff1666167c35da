package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.Sha256;
import io.homelabhub.secret.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an engine makes of a container by itself, learned from the container: a difference that is there the moment a container
 * has been made as asked is the engine's own. Each has a mark, taken of the field and both its values, and the container carries
 * the marks in a label; so a value that somebody changes later, or asks for otherwise, is a difference again.
 */
public final class EngineMarks {
    private static final int LENGTH = 8;

    private EngineMarks() {}

    /**
     * The marks of a container that has just been made and was not started; none in the usual case.
     *
     * @param made {@code GET /containers/{id}/json}
     * @param image the Config of the image that it was made from
     * @param namesById the names of the containers that it is made to share something with
     */
    public static Set<String> of(
            ContainerSpec asked, ApiObject made, Optional<ApiObject> image, Map<String, String> namesById) {
        return new ContainerComparison(asked, made, image, namesById, SecretMask.NONE, true, Set.of()).marks();
    }

    /** In what a container differs from what is asked for, what is the engine's own left out. */
    public static List<FieldDifference> differences(
            ContainerSpec asked, ObservedContainer live, Optional<ApiObject> image, Map<String, String> namesById) {
        return new ContainerComparison(asked, live, image, namesById, SecretMask.NONE, true).differences();
    }

    /** With these marks, and those that it has: one that is made again as an engine shows it asks for the engine's own. */
    public static ContainerSpec marked(ContainerSpec asked, Collection<String> marks) {
        Set<String> all = new TreeSet<>(in(asked.labels()));
        all.addAll(marks);
        return all.isEmpty() ? asked : asked.withLabel(HomelabLabels.ENGINES_OWN, String.join(",", all));
    }

    static Set<String> on(ObservedContainer container) {
        return in(container.labels());
    }

    private static Set<String> in(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(HomelabLabels.ENGINES_OWN))
                .map(label -> Set.copyOf(new TreeSet<>(List.of(label.split(",")))))
                .orElse(Set.of());
    }

    static String mark(String field, String before, String after) {
        String text = field + "\n" + before + "\n" + after;
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
    }
}
