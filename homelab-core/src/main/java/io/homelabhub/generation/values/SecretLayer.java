package io.homelabhub.generation.values;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.EncryptedFile;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.FloatText;
import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsValue;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that sops or Homelab encrypted, opened. */
public final class SecretLayer {
    private static final int LONG_DIGITS = 18;

    private SecretLayer() {}

    /**
     * What {@code content} holds.
     *
     * @param file the name for places and for the format; not opened
     * @throws InvalidInputException if it is not encrypted, no key opens it, or it was changed by somebody without a key
     */
    public static ConfigMap read(Path file, byte[] content, AgeKeys keys) {
        ConfigMap all = ConfigMap.empty(SourceLocation.of(file));
        for (SopsMap document : EncryptedFile.read(file, SopsFormat.of(file), content)
                .open(keys)
                .documents()) {
            all = all.under(map(document, SourceLocation.of(file)));
        }
        return all;
    }

    private static ConfigMap map(SopsMap map, SourceLocation origin) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        map.members().stream()
                .filter(member -> !member.isComment())
                .forEach(member -> entries.put(member.key(), node(member.value(), member.location())));
        return new ConfigMap(entries, origin);
    }

    private static ConfigNode node(SopsNode node, SourceLocation origin) {
        if (node instanceof SopsMap map) {
            return map(map, origin);
        } else if (node instanceof SopsList list) {
            return new ConfigList(
                    list.items().stream()
                            .filter(item -> !(item instanceof SopsComment))
                            .map(item -> node(item, item instanceof SopsValue value ? value.location() : origin))
                            .toList(),
                    origin);
        }
        return new ConfigScalar(value((SopsValue) node), origin);
    }

    private static @Nullable Object value(SopsValue value) {
        return switch (value.type()) {
            case STR, TIME -> value.text();
            case BYTES -> value.bytes();
            case INT ->
                value.text().length() <= LONG_DIGITS
                        ? (Object) Long.valueOf(value.text())
                        : new BigInteger(value.text());
            case FLOAT -> FloatText.parse(value.text());
            case BOOL -> Boolean.valueOf(value.shown());
            case NULL -> null;
        };
    }
}
