package io.homelabhub.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.homelabhub.report.DocumentJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms in which a result is printed. */
public enum OutputFormat {
    /** For people. */
    TABLE,
    JSON,
    YAML;

    /** Raised when a field is renamed, removed or changes its meaning; new fields do not raise it. */
    static final int SCHEMA_VERSION = 1;

    /** {@code document} as JSON on one line, without a line feed. */
    public static String jsonLine(Map<String, ?> document) {
        return DocumentJson.line(versioned(document));
    }

    /** {@code document} in this form, which is not TABLE; ends with a line feed. */
    public String text(Map<String, ?> document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = generator(text)) {
            DocumentJson.write(versioned(document), generator);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return this == JSON ? text + "\n" : text.toString();
    }

    private static Map<String, ?> versioned(Map<String, ?> document) {
        Map<String, @Nullable Object> versioned = new LinkedHashMap<>();
        versioned.put("schemaVersion", SCHEMA_VERSION);
        versioned.putAll(document);
        return versioned;
    }

    private JsonGenerator generator(StringWriter text) throws IOException {
        if (this == YAML) {
            return YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build()
                    .createGenerator(text);
        }
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new JsonFactory()
                .createGenerator(text)
                .setPrettyPrinter(
                        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
    }
}
