package io.homelabhub.definition;

import io.homelabhub.bundle.JoinedCatalog;
import io.homelabhub.catalog.AcknowledgedNotes;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Problems;
import io.homelabhub.secret.SecretMask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is wrong with a homelab's files, and whom it concerns. An error in one service of a catalog refuses only what needs that
 * service. Any other error refuses everything, and so does each error where Compose files stand alone, as Compose has it.
 */
final class FileProblems {
    private final ServiceCatalog catalog;
    private final List<Problem> missingVariables;
    private final ProblemOwners owners;
    private final List<Problem> all;

    private FileProblems(
            ServiceCatalog catalog, List<Problem> missingVariables, ProblemOwners owners, List<Problem> all) {
        this.catalog = catalog;
        this.missingVariables = missingVariables;
        this.owners = owners;
        this.all = List.copyOf(all);
    }

    /** @param found in the files themselves, before they were held against each other */
    static FileProblems of(ServiceCatalog catalog, ComposeProject compose, JoinedCatalog joined, List<Problem> found) {
        ProblemOwners owners = new ProblemOwners(catalog, compose, joined);
        SecretMask mask = compose.secretMask();
        List<Problem> all = new ArrayList<>();
        found.forEach(problem -> all.add(settled(problem, compose).masked(mask::mask)));
        all.addAll(differences(joined, all, owners));
        return new FileProblems(
                catalog,
                compose.missingVariables(),
                owners,
                AcknowledgedNotes.removed(catalog, joined.composeServices(), all));
    }

    /** @param found in the catalog alone */
    static FileProblems ofCatalog(ServiceCatalog catalog, List<Problem> found) {
        ProblemOwners owners = new ProblemOwners(catalog, Map.of());
        return new FileProblems(catalog, List.of(), owners, AcknowledgedNotes.removed(catalog, Map.of(), found));
    }

    /** A service that the catalog does not list, but the Compose files have, can be depended on. */
    private static Problem settled(Problem problem, ComposeProject compose) {
        if (!problem.isCalled("no-service")) {
            return problem;
        }
        String name = problem.id().substring(problem.id().indexOf(':') + 1);
        return compose.service(name)
                .map(service -> Problem.warning(
                                "unlisted-dependency:" + name,
                                problem.location(),
                                problem.path(),
                                "the catalog does not list %s, so it is used as defined at %s"
                                        .formatted(name, service.location()))
                        .withSuggestion("add it to the catalog"))
                .orElse(problem);
    }

    private static List<Problem> differences(JoinedCatalog joined, List<Problem> found, ProblemOwners owners) {
        Consequences consequences =
                new Consequences(owners, found.stream().filter(Problem::isError).toList());
        return joined.problems().stream()
                .filter(difference -> !consequences.contain(difference))
                .toList();
    }

    /**
     * Everything that is wrong, if some of it keeps all of the files from being used; else empty.
     *
     * @param strict whether a warning does, too
     */
    List<Problem> refusingEverything(boolean strict) {
        List<Problem> told = told(Set.of());
        if (strict && !told.isEmpty()) {
            return with(missingVariables, told.stream().map(Problem::asError).toList());
        }
        boolean unusable = all.stream()
                .anyMatch(problem ->
                        problem.isError() && !(catalog.isWritten() && ProblemOwners.isOfOneService(problem)));
        return unusable ? with(missingVariables, told) : List.of();
    }

    /**
     * Everything that is wrong, if some of it refuses these services: something is wrong with one of them, or it needs a variable
     * that has no value. Empty if they can be used.
     *
     * @param services names of the catalog
     */
    List<Problem> refusing(Collection<String> services) {
        List<Problem> missing = missingVariables.stream()
                .filter(problem -> concerns(problem, services))
                .toList();
        boolean refused = !missing.isEmpty() || errors().stream().anyMatch(problem -> concerns(problem, services));
        return refused ? with(missing, told(services)) : List.of();
    }

    /** Whether {@code problem} is in a key of a service in which the Compose files have an error, so that it may only follow from that. */
    boolean mayFollow(Problem problem) {
        Path catalogFile = catalog.locationOf("").file();
        return Stream.concat(errors().stream(), missingVariables.stream())
                .filter(error -> !error.location().file().equals(catalogFile))
                .anyMatch(error -> sameKey(problem, error));
    }

    private boolean sameKey(Problem problem, Problem error) {
        String field = owners.field(error);
        return concerns(error, owners.of(problem)) && (field.isEmpty() || field.equals(owners.field(problem)));
    }

    /**
     * Refuses any error.
     *
     * @throws InvalidInputException with everything that is wrong, missing variables aside
     */
    void requireValid() {
        List<Problem> told = told(Set.of());
        if (told.stream().anyMatch(Problem::isError)) {
            throw new InvalidInputException(told);
        }
    }

    private boolean concerns(Problem problem, Collection<String> services) {
        Set<String> names = owners.of(problem);
        return names.isEmpty() || names.stream().anyMatch(services::contains);
    }

    /** What refuses the services that it is about. */
    List<Problem> errors() {
        return Problems.tidied(all.stream().filter(Problem::isError).toList());
    }

    /** What the owner should know: warnings, and errors in services as such. */
    List<Problem> notes() {
        return Problems.tidied(told(Set.of()).stream().map(Problem::asWarning).toList());
    }

    /**
     * The notes on some services, and those on no service in particular.
     *
     * @param services names of the catalog
     */
    List<Problem> notesOn(Collection<String> services) {
        return Problems.tidied(told(Set.of()).stream()
                .filter(problem -> concerns(problem, services))
                .map(Problem::asWarning)
                .toList());
    }

    /** All but the errors in disabled services, which matter only to those who ask for them. */
    private List<Problem> told(Collection<String> asked) {
        return all.stream()
                .filter(problem -> !problem.isError()
                        || !catalog.isWritten()
                        || isOfAnEnabledService(problem)
                        || concerns(problem, asked))
                .toList();
    }

    private boolean isOfAnEnabledService(Problem problem) {
        return owners.of(problem).stream()
                .allMatch(name -> !catalog.services().containsKey(name)
                        || catalog.service(name).enabled());
    }

    private static List<Problem> with(List<Problem> some, List<Problem> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
