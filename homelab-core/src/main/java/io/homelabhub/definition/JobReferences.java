package io.homelabhub.definition;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import java.util.List;
import java.util.Set;

/** Finds what a catalog says of jobs that no Compose file has. */
final class JobReferences {
    private JobReferences() {}

    /** @param jobs the names of those that the Compose files have */
    static List<Problem> problems(ServiceCatalog catalog, Set<String> jobs) {
        return catalog.jobs().keySet().stream()
                .filter(name -> !jobs.contains(name))
                .map(name -> {
                    String path = "jobs." + name;
                    String meant = Suggestion.didYouMean(name, jobs);
                    return Problem.error(catalog.locationOf(path), "jobs", "no Compose file has a job \"" + name + "\"")
                            .withSuggestion(meant.isEmpty() ? "add it under `jobs:` there, or remove it here" : meant);
                })
                .toList();
    }
}
