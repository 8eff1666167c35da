package io.homelabhub.engine;

import io.homelabhub.observed.RegistryImage;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an engine can be asked about images that are not there. */
public interface Images {
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
