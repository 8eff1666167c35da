package io.homelabhub.catalog;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.problem.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody asked for something that the catalog does not have. */
public final class UnknownServiceException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> names;

    /**
     * @param names what was asked for; one or more
     * @param known what there is: services, groups, patterns
     * @param kinds what they are called where they come from: {@code service or group}
     */
    UnknownServiceException(List<String> names, Collection<String> known, String kinds) {
        super(describe(names, known, kinds), "`homelab services list` shows what there is.", null);
        this.names = List.copyOf(names);
    }

    private UnknownServiceException(List<String> names, String problem, String remedy) {
        super(problem, remedy, null);
        this.names = List.copyOf(names);
    }

    /** @param jobs what is a job; at least one of the names is among them */
    static UnknownServiceException ofJobs(
            List<String> names, Collection<String> known, String kinds, Collection<String> jobs) {
        String problem = names.stream()
                .map(name ->
                        jobs.contains(name) ? "`" + name + "` is a job, not a service." : describe(name, known, kinds))
                .collect(Collectors.joining("\n"));
        String job = names.stream().filter(jobs::contains).findFirst().orElseThrow();
        return new UnknownServiceException(
                names,
                problem,
                "`homelab run " + job + "` runs it now; `homelab jobs list` shows when it runs by itself.");
    }

    /** What was asked for and is not there. */
    public List<String> names() {
        return names;
    }

    private static String describe(List<String> names, Collection<String> known, String kinds) {
        return names.stream().map(name -> describe(name, known, kinds)).collect(Collectors.joining("\n"));
    }

    private static String describe(String name, Collection<String> known, String kinds) {
        String meant = Suggestion.nearest(name, known)
                .map(near -> " Did you mean `" + near + "`?")
                .orElse("");
        return "no " + kinds + " `" + name + "`." + meant;
    }
}
