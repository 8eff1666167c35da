package io.homelabhub.engine;

import io.homelabhub.observed.RegistryImage;
import io.homelabhub.observed.RegistryTags;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an engine can be asked about images that are not there. */
public interface Images {
    /**
     * The images that builds for a Compose project have left without a name, as another has taken it.
     *
     * @return their ids, as {@code sha256:…}; what an engine cannot tell is none, which this method says unless an engine does better
     */
    default Set<String> unnamedImages(String project) {
        return Set.of();
    }

    /**
     * Asks registries for the tags that they have in these repositories. They are asked from this machine, with the logins that are
     * stored on it.
     *
     * @param repositories as people write them: {@code redis}, {@code ghcr.io/x/y}
     * @return an answer for each of them; a registry that does not tell is an answer too, and no exception
     */
    default Map<String, RegistryTags> listTags(Set<String> repositories) {
        Map<String, RegistryTags> answers = new TreeMap<>();
        repositories.forEach(repository ->
                answers.put(repository, RegistryTags.unknown("its registry cannot be asked for tags from here")));
        return answers;
    }

    /**
     * Asks registries, through the host, what they have under these names at present. Changes nothing and fetches nothing.
     *
     * @return an answer for each of them; a registry that does not tell is an answer too, and no exception. A host that
     *     cannot ask answers so for all, which is what this method does unless an engine does better
     */
    default Map<String, RegistryImage> askRegistries(Set<String> references) {
        Map<String, RegistryImage> answers = new TreeMap<>();
        references.forEach(reference ->
                answers.put(reference, RegistryImage.unknown("the engine cannot ask its registry beforehand")));
        return answers;
    }
}
