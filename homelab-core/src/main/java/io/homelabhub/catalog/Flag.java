package io.homelabhub.catalog;

import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.Optional;

/** {@code true} or {@code false}. */
record Flag() implements Shape<Boolean> {
    static final Flag FLAG = new Flag();

    @Override
    public Optional<Boolean> read(YamlNode node, String path, Findings findings) {
        if (node instanceof YamlScalar scalar && scalar.value() instanceof Boolean flag) {
            return Optional.of(flag);
        }
        return refuse(node, path, findings);
    }

    @Override
    public String words() {
        return "true or false";
    }
}
