package io.homelabhub.sops.store;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A whole file as one value: encrypted it is JSON with {@code data}, clear it is the file. */
final class BinaryStore implements Store {
    private static final String DATA = "data";

    @Override
    public SopsContent read(Path file, byte[] content) {
        if (isJson(content)) {
            SopsContent encrypted = new JsonStore().read(file, content);
            if (encrypted.metadata().isPresent()) {
                return encrypted;
            }
        }
        SourceLocation place = SourceLocation.of(file);
        SopsMember data = new SopsMember(DATA, SopsValue.string(content, place), place);
        return new SopsContent(List.of(new SopsMap(List.of(data))), Optional.empty());
    }

    private static boolean isJson(byte[] content) {
        return content.length > 0 && content[0] == '{';
    }

    /** The file itself once it is clear. */
    @Override
    public byte[] write(Path file, SopsContent content) {
        if (content.metadata().isPresent()) {
            return new JsonStore().write(file, content);
        }
        return content.documents()
                .get(0)
                .get(DATA)
                .map(SopsValue.class::cast)
                .map(SopsValue::bytes)
                .orElseThrow();
    }
}
