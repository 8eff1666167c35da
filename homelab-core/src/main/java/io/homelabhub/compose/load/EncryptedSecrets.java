package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.secret.EncryptedReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Notes where secrets lie encrypted, with paths made absolute: an included file has a folder of its own. Opens nothing. */
final class EncryptedSecrets {
    private final Findings findings;
    private final String directory;

    /** @param directory the absolute one that relative paths start from */
    EncryptedSecrets(Findings findings, String directory) {
        this.findings = findings;
        this.directory = directory;
    }

    void project(MapNode project) {
        MapNode secrets = project.map("secrets");
        if (secrets == null) {
            return;
        }
        for (String key : secrets.keys()) {
            MapNode secret = secrets.map(key);
            Node reference = secret == null ? null : secret.get(EncryptedReference.KEY);
            if (reference != null && !Objects.requireNonNull(secret).has(Encoder.ENCRYPTED)) {
                note("secrets." + key + "." + EncryptedReference.KEY, secret, reference);
            }
        }
    }

    private void note(String path, MapNode secret, Node reference) {
        String text = reference instanceof ScalarNode scalar && scalar.value() instanceof String written ? written : "";
        int hash = text.indexOf('#');
        if (hash <= 0 || hash == text.length() - 1) {
            findings.error(
                    reference.location(),
                    path,
                    "found " + found(reference) + ", expected a file and a key in it",
                    "write config/secrets/base.enc.yaml#KEY, say");
            return;
        }
        String file = Paths.clean(Paths.resolve(directory, text.substring(0, hash)));
        secret.put(Encoder.ENCRYPTED, new ScalarNode(reference.location(), file + text.substring(hash)));
    }

    private static String found(@Nullable Node node) {
        return node instanceof ScalarNode scalar && scalar.value() instanceof String text
                ? "\"" + Findings.shortened(text) + "\""
                : node == null ? "nothing" : node.describe();
    }
}
