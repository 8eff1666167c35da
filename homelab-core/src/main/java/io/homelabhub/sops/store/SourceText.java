package io.homelabhub.sops.store;

import io.homelabhub.problem.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The text of a file that has to be UTF-8. */
final class SourceText {
    private SourceText() {}

    static String of(Path file, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notText) {
            throw SopsFormat.refused(SourceLocation.of(file), "", "the text is not valid UTF-8", "");
        }
    }
}
