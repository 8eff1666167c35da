package io.homelabhub.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes documents: maps, lists, texts, numbers and truths; everything else as its text, so that a time is as ISO 8601 has it. */
public final class DocumentJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DocumentJson() {}

    /** {@code document} as JSON on one line, without a line feed. */
    public static String line(Map<String, ?> document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            write(document, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    /** Writes one value of a document, or a whole one. */
    public static void write(@Nullable Object value, JsonGenerator to) throws IOException {
        if (value == null) {
            to.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            writeObject(map, to);
        } else if (value instanceof Iterable<?> items) {
            to.writeStartArray();
            for (Object item : items) {
                write(item, to);
            }
            to.writeEndArray();
        } else if (value instanceof Boolean truth) {
            to.writeBoolean(truth);
        } else if (value instanceof Double number) {
            to.writeNumber(number);
        } else if (value instanceof Number number) {
            to.writeNumber(number.longValue());
        } else {
            to.writeString(value.toString());
        }
    }

    private static void writeObject(Map<?, ?> map, JsonGenerator to) throws IOException {
        to.writeStartObject();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            to.writeFieldName(String.valueOf(member.getKey()));
            write(member.getValue(), to);
        }
        to.writeEndObject();
    }
}
