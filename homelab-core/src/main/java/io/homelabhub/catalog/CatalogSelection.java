package io.homelabhub.catalog;

import java.util.List;
import java.util.SortedSet;

/**
 * The services that a deployment is about.
 *
 * @param services all of them, dependencies first
 * @param asked those that were asked for, by themselves or through a group or pattern
 * @param leftOut those that a group, a pattern or {@code all} would bring, but are disabled
 * @param disabledButNeeded those that are disabled, but another service of the deployment cannot do without
 */
public record CatalogSelection(
        List<String> services, SortedSet<String> asked, List<LeftOut> leftOut, SortedSet<String> disabledButNeeded) {
    /**
     * A service that stays away.
     *
     * @param service the service
     * @param of what would have brought it: a group, a pattern or {@code all}
     */
    public record LeftOut(String service, String of) {}
}
