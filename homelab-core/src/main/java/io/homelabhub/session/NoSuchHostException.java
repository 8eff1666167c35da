package io.homelabhub.session;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.host.Hosts;
import io.homelabhub.problem.Suggestion;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Somebody asked for a host that nobody has named. */
public final class NoSuchHostException extends HomelabException {
    private static final long serialVersionUID = 1L;

    /**
     * @param name what was asked for
     * @param hosts those that the owner has named
     * @param engines those that the engine's provider knows by name
     */
    public NoSuchHostException(String name, Hosts hosts, Collection<String> engines) {
        super(problem(name, hosts, engines), "Name it: `homelab hosts add " + name + " ssh://USER@MACHINE`.", null);
    }

    private static String problem(String name, Hosts hosts, Collection<String> engines) {
        Set<String> known = new TreeSet<>(hosts.byName().keySet());
        known.addAll(engines);
        String meant = Suggestion.nearest(name, known)
                .map(near -> " Did you mean `" + near + "`?")
                .orElse("");
        String there = known.isEmpty() ? "" : " There is " + String.join(", ", known) + ".";
        return "no host `" + name + "`: it is neither in " + hosts.file() + ", nor a Docker context, nor an address."
                + (meant.isEmpty() ? there : meant);
    }
}
