package io.homelabhub.catalog;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Takes the notes away that the owner has acknowledged, and tells what is acknowledged in vain. Errors always stay. */
public final class AcknowledgedNotes {
    private final ServiceCatalog catalog;
    private final Map<String, String> composeNames;
    private final List<Problem> problems;
    private final List<Problem> left;

    private AcknowledgedNotes(ServiceCatalog catalog, Map<String, String> composeNames, List<Problem> problems) {
        this.catalog = catalog;
        this.composeNames = composeNames;
        this.problems = problems;
        this.left = new ArrayList<>(problems);
    }

    /**
     * What is left of {@code problems}.
     *
     * @param composeNames the name in the Compose files of each service of the catalog
     */
    public static List<Problem> removed(
            ServiceCatalog catalog, Map<String, String> composeNames, List<Problem> problems) {
        AcknowledgedNotes notes = new AcknowledgedNotes(catalog, composeNames, problems);
        notes.remove();
        return notes.left;
    }

    private void remove() {
        Acknowledgements acknowledged = catalog.acknowledged();
        remove("", acknowledged.everywhere());
        acknowledged.onServices().forEach(this::remove);
    }

    private void remove(String service, List<String> ids) {
        List<Problem> concerned = problems.stream()
                .filter(problem -> !problem.isError() && concerns(problem, service))
                .toList();
        String field = CatalogFields.ACKNOWLEDGE.name();
        String path = service.isEmpty() ? field : CatalogPath.service(service, ServiceFields.ACKNOWLEDGE);
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            List<Problem> known =
                    concerned.stream().filter(problem -> problem.isCalled(id)).toList();
            if (known.isEmpty() && !id.equals(Texts.UNREADABLE)) {
                left.add(inVain(id, CatalogPath.item(path, i), concerned));
            }
            left.removeAll(known);
        }
    }

    private boolean concerns(Problem problem, String service) {
        return service.isEmpty()
                || isIn(problem.path(), CatalogPath.service(service))
                || isIn(problem.path(), CatalogPath.service(composeNames.getOrDefault(service, service)));
    }

    private static boolean isIn(String path, String place) {
        return path.equals(place) || path.startsWith(place + ".") || path.startsWith(place + "[");
    }

    private Problem inVain(String id, String path, List<Problem> notes) {
        String meant = Suggestion.didYouMean(id, notes.stream().map(Problem::id).collect(Collectors.toSet()));
        return Problem.warning("acknowledged-in-vain", catalog.locationOf(path), path, "there is no note " + id)
                .withSuggestion(meant.isEmpty() ? "remove it" : meant);
    }
}
