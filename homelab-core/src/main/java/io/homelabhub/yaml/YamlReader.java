package io.homelabhub.yaml;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads YAML files. Thread-safe; every call stands alone.
 *
 * <p>Built on SnakeYAML's parser rather than on its object model: that one loses positions and local tags, types scalars by
 * other rules, and refuses more than 50 legitimate aliases.
 */
public final class YamlReader {
    private static final int LONGEST_WORD = 512 << 10;

    private final YamlLimits limits;

    /** A reader with {@link YamlLimits#DEFAULT}. */
    public YamlReader() {
        this(YamlLimits.DEFAULT);
    }

    /** A reader with other limits. */
    public YamlReader(YamlLimits limits) {
        this.limits = limits;
    }

    /** Reads a file from disk; one that cannot be read is a problem like any other. */
    public YamlStream read(Path file) {
        try {
            return read(file, InputFile.read(file, limits.bytes()));
        } catch (InputFile.UnreadableException e) {
            return new YamlStream(List.of(), List.of(e.problem()));
        }
    }

    /**
     * Reads {@code content} in UTF-8, or in UTF-16 if it begins with a byte order mark that says so.
     *
     * @param file the name for locations; not opened
     */
    public YamlStream read(Path file, byte[] content) {
        if (content.length > limits.bytes()) {
            String message = "%d bytes, expected at most %d".formatted(content.length, limits.bytes());
            return failed(SourceLocation.of(file), message);
        }
        Charset charset = charset(content);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer chars = CharBuffer.allocate(content.length + 1);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(bytes, chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            String message = "the text is not valid %s: byte 0x%02x at offset %d"
                    .formatted(charset.name(), content[bytes.position()], bytes.position());
            return failed(end(file, text), message);
        }
        return read(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /**
     * Reads {@code text}.
     *
     * @param file the name for locations; not opened
     */
    public YamlStream read(Path file, String text) {
        int start = startOfEndlessWord(text);
        if (start >= 0) {
            String message = "more than " + LONGEST_WORD + " characters without a space, starting here";
            return failed(end(file, text.substring(0, start)), message);
        }
        return new TreeBuilder(file, limits).build(text);
    }

    /** Where a run of too many characters without white space begins, or -1: the parser takes quadratic time for one. */
    private static int startOfEndlessWord(String text) {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                start = i + 1;
            } else if (i - start > LONGEST_WORD) {
                return start;
            }
        }
        return -1;
    }

    private static YamlStream failed(SourceLocation location, String message) {
        return new YamlStream(List.of(), List.of(Problem.error(location, "", message)));
    }

    private static Charset charset(byte[] content) {
        if (content.length >= 2 && (content[0] & 0xff) == 0xff && (content[1] & 0xff) == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        boolean bigEndian = content.length >= 2 && (content[0] & 0xff) == 0xfe && (content[1] & 0xff) == 0xff;
        return bigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static SourceLocation end(Path file, String text) {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        int start = text.lastIndexOf('\n') + 1;
        return new SourceLocation(file, line, text.codePointCount(start, text.length()) + 1);
    }
}
