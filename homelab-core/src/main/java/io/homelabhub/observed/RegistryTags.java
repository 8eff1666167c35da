package io.homelabhub.observed;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tags that a registry has in a repository.
 *
 * @param tags sorted; none if the registry did not tell
 * @param problem why it did not, in words that are the same each time; empty if it did
 */
public record RegistryTags(Set<String> tags, String problem) {
    public RegistryTags {
        tags = Collections.unmodifiableSet(new TreeSet<>(tags));
    }

    /** It has these. */
    public static RegistryTags of(Set<String> tags) {
        return new RegistryTags(tags, "");
    }

    /** It did not tell. */
    public static RegistryTags unknown(String problem) {
        return new RegistryTags(Set.of(), problem);
    }
}
