package io.homelabhub.definition;

import io.homelabhub.bundle.JoinedCatalog;
import io.homelabhub.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which differences between a catalog and its Compose files only follow from an error in one of them: what could not be
 * read cannot agree with anything.
 */
final class Consequences {
    /** What a field of the catalog is held against: the keys of a Compose service, and of the catalog's own. */
    private static final Map<String, Set<String>> SOURCES = Map.of(
            "interfaces", Set.of("interfaces", "ports", "network_mode"),
            "container_name", Set.of("container_name", "name"),
            "env_files", Set.of("env_files", "env_file"),
            "privileged", Set.of("privileged"),
            "on_content_change", Set.of("on_content_change", "x-homelab"),
            "bundle", Set.of("bundle"));

    private final ProblemOwners owners;
    private final Set<String> broken = new HashSet<>();
    private final boolean unread;

    /** @param errors in the files themselves */
    Consequences(ProblemOwners owners, List<Problem> errors) {
        this.owners = owners;
        this.unread = errors.stream().anyMatch(error -> error.path().isEmpty());
        for (Problem error : errors) {
            if (!error.isCalled("unknown-key") && !error.isCalled("missing-file")) {
                owners.of(error).forEach(service -> broken.add(key(service, owners.field(error))));
            }
        }
    }

    boolean contain(Problem difference) {
        if (JoinedCatalog.isAbsence(difference)) {
            return unread || isBroken(difference, "bundle") || isBroken(difference, "");
        }
        String field = owners.field(difference);
        return isBroken(difference, "")
                || SOURCES.getOrDefault(field, Set.of()).stream().anyMatch(source -> isBroken(difference, source));
    }

    private boolean isBroken(Problem difference, String field) {
        return owners.of(difference).stream().anyMatch(service -> broken.contains(key(service, field)));
    }

    private static String key(String service, String field) {
        return service + " " + field;
    }
}
