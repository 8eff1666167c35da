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
     */
    UnknownServiceException(List<String> names, Collection<String> known) {
        super(describe(names, known), "Run `homelab services list` to see all services and groups.", null);
        this.names = List.copyOf(names);
    }

    /** What was asked for and is not there. */
    public List<String> names() {
        return names;
    }

    private static String describe(List<String> names, Collection<String> known) {
        return names.stream().map(name -> describe(name, known)).collect(Collectors.joining("\n"));
    }

    private static String describe(String name, Collection<String> known) {
        String meant = Suggestion.nearest(name, known)
                .map(near -> " Did you mean `" + near + "`?")
                .orElse("");
        return "no service or group `" + name + "`." + meant;
    }
}
