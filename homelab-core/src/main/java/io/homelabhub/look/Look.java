package io.homelabhub.look;

import io.homelabhub.problem.Problem;
import java.util.List;

/**
 * What was seen of a project.
 *
 * @param project the Compose project
 * @param items what was asked for, in the order of the question's answer
 * @param problems why the files could not be used, so that labels alone say what there is; none if they could
 * @param <T> what was asked for
 */
public record Look<T>(String project, List<T> items, List<Problem> problems) {
    public Look {
        items = List.copyOf(items);
        problems = List.copyOf(problems);
    }
}
