package io.homelabhub.compose;

import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.keys.Support;
import io.homelabhub.compose.load.LoadedProject;
import io.homelabhub.compose.load.LoadedService;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Warns of keys that docker compose acts upon and Homelab does not. */
final class UnsupportedKeys {
    private UnsupportedKeys() {}

    static List<Problem> in(LoadedProject project) {
        List<Problem> warnings = new ArrayList<>();
        for (LoadedService service : project.services().values()) {
            collect(service.node(), ProjectKeys.SERVICE, service.path(), warnings);
        }
        for (LoadedService job : project.jobs().values()) {
            collect(job.node(), ProjectKeys.JOB, job.path(), warnings);
        }
        return warnings;
    }

    private static void collect(MapNode node, Shape shape, String path, List<Problem> warnings) {
        for (String key : node.keys()) {
            Field field = shape.field(key);
            if (field == null) {
                continue;
            }
            String here = path + "." + key;
            if (field.support() == Support.UNSUPPORTED) {
                String why = field.note().isEmpty() ? "" : ": " + field.note();
                warnings.add(Problem.warning(
                        "unsupported-key:" + key,
                        node.placeOf(key),
                        here,
                        "Homelab does not support \"" + key + "\" and ignores it" + why));
            } else if (node.get(key) instanceof MapNode inner && !field.shape().hasOwnKeys()) {
                collect(inner, field.shape(), here, warnings);
            }
        }
    }
}
