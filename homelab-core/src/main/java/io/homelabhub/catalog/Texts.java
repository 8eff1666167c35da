package io.homelabhub.catalog;

import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of texts; one that stands alone needs no list.
 *
 * @param item what each of them is
 */
record Texts(Text item) implements Shape<List<String>> {
    /** Stands for an item that could not be read, so that the others keep their places. */
    static final String UNREADABLE = "";

    static final Texts ANY = new Texts(Text.ANY);
    static final Texts NAMES = new Texts(Text.NAME);
    static final Texts NOTICES = new Texts(Text.NOTICE_KIND);
    static final Texts NOTES = new Texts(Text.NOTE_ID);

    @Override
    public Optional<List<String>> read(YamlNode node, String path, Findings findings) {
        if (node instanceof YamlScalar) {
            return item.read(node, path, findings).map(List::of);
        }
        if (!(node instanceof YamlList list)) {
            return refuse(node, path, findings);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            YamlNode entry = list.items().get(i);
            String entryPath = CatalogPath.item(path, i);
            findings.place(entryPath, entry.location());
            Optional<String> text = Shape.isNull(entry)
                    ? item.refuse(entry, entryPath, findings)
                    : item.read(entry, entryPath, findings);
            texts.add(text.orElse(UNREADABLE));
        }
        return Optional.of(texts);
    }

    @Override
    public String words() {
        return item.equals(Text.NAME)
                ? "a list of names"
                : item.equals(Text.NOTE_ID) ? "a list of ids of notes" : "a list of texts";
    }
}
