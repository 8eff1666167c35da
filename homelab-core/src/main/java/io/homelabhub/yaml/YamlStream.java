package io.homelabhub.yaml;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.util.List;

/**
 * What a file holds.
 *
 * @param documents the documents that could be read, in order; none for an empty file
 * @param problems what is wrong, all of them errors; reading ends at the first error of syntax, but goes on after a
 *     duplicate key
 */
public record YamlStream(List<YamlNode> documents, List<Problem> problems) {
    public YamlStream {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }

    /**
     * The documents.
     *
     * @throws InvalidInputException with all problems, if there are any
     */
    public List<YamlNode> requireValid() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return documents;
    }
}
