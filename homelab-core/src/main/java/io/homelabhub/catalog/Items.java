package io.homelabhub.catalog;

import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of maps.
 *
 * @param item what each of them is
 */
record Items(Structure item) implements Shape<List<Values>> {
    @Override
    public Optional<List<Values>> read(YamlNode node, String path, Findings findings) {
        if (!(node instanceof YamlList list)) {
            return refuse(node, path, findings);
        }
        List<Values> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            YamlNode entry = list.items().get(i);
            String entryPath = CatalogPath.item(path, i);
            findings.place(entryPath, entry.location());
            item.read(entry, entryPath, findings).ifPresent(items::add);
        }
        return Optional.of(items);
    }

    @Override
    public String words() {
        return "a list of maps that each describe " + item.title();
    }
}
