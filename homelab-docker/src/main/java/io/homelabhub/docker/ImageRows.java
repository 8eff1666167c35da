package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ImageName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code GET /images/json}, asked for many references at once. */
final class ImageRows {
    static final String ALGORITHM = "sha256:";
    private static final String LOCAL = "localhost/";

    private ImageRows() {}

    /**
     * The {@code filters} parameter that selects {@code references}, in the short form that Docker compares with. Ids are
     * not references, and Podman wants all of several to match: then everything is listed.
     */
    static String filter(Set<String> references, boolean podman) {
        if (podman || references.stream().anyMatch(ImageName::isId)) {
            return "{}";
        }
        List<String> names = references.stream()
                .map(reference -> ImageName.parse(reference).familiar())
                .distinct()
                .toList();
        return Json.text(Map.of("reference", names));
    }

    /** The ids of those that are there, by the reference as it was asked for. */
    static Map<String, String> idsByReference(Collection<ApiObject> rows, Set<String> references) {
        Map<String, String> idsByName = new HashMap<>();
        for (ApiObject row : rows) {
            String id = withAlgorithm(row.string("Id").orElse(""));
            idsByName.put(id, id);
            row.strings("RepoTags").forEach(tag -> idsByName.putIfAbsent(canonical(tag), id));
            row.strings("RepoDigests").forEach(digest -> idsByName.putIfAbsent(canonical(digest), id));
        }
        Map<String, String> found = new TreeMap<>();
        for (String reference : references) {
            String name = ImageName.isId(reference) ? withAlgorithm(reference) : canonical(reference);
            if (idsByName.containsKey(name)) {
                found.put(reference, idsByName.get(name));
            }
        }
        return found;
    }

    private static String canonical(String reference) {
        // Podman files what is built or imported without registry under localhost
        String name = reference.startsWith(LOCAL) ? reference.substring(LOCAL.length()) : reference;
        return ImageName.parse(name).canonical();
    }

    static String withAlgorithm(String id) {
        return id.startsWith(ALGORITHM) ? id : ALGORITHM + id;
    }
}
