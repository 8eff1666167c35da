package io.homelabhub.planning;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The links of a container, each as {@code other:alias}. */
final class Links {
    private Links() {}

    /**
     * Whether a container that has the links {@code has} can be left as it is where it is to have {@code asked}. Docker Compose links
     * to those containers of a scaled service that it finds at that moment, and to no more when more of them come.
     */
    static boolean suffice(Object has, Object asked) {
        return has instanceof List<?> some
                && asked instanceof List<?> all
                && Set.copyOf(all).containsAll(some)
                && aliases(some).equals(aliases(all));
    }

    private static Set<String> aliases(List<?> links) {
        return links.stream()
                .map(String::valueOf)
                .map(link -> link.substring(link.indexOf(':') + 1))
                .collect(Collectors.toSet());
    }
}
