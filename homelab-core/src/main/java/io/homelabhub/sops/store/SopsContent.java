package io.homelabhub.sops.store;

import io.homelabhub.sops.tree.SopsMap;
import java.util.List;
import java.util.Optional;

/**
 * What a file holds.
 *
 * @param documents one or more; several in YAML only
 * @param metadata what stands under {@code sops}; empty for a file that is not encrypted
 */
public record SopsContent(List<SopsMap> documents, Optional<SopsMap> metadata) {
    /** The key of the metadata in maps, and the beginning of its keys where there are no maps. */
    static final String METADATA = "sops";

    public SopsContent {
        documents = List.copyOf(documents);
    }
}
