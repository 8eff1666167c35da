package io.homelabhub.docker;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads BuildKit's progress messages: {@code StatusResponse} of moby/buildkit's api/services/control/control.proto in
 * protobuf's wire form. Of its many fields two are told: the steps as they start, and what they print.
 */
final class BuildKitTrace {
    private static final int VERTEX = 1;
    private static final int LOG = 3;
    private static final int VERTEX_DIGEST = 1;
    private static final int VERTEX_NAME = 3;
    private static final int VERTEX_CACHED = 4;
    private static final int VERTEX_STARTED = 5;
    private static final int LOG_TEXT = 4;

    private final Set<String> told = new HashSet<>();

    /** The lines that people shall see; a message that cannot be read has none. */
    List<String> lines(String base64) {
        List<String> lines = new ArrayList<>();
        try {
            for (Field field : Field.all(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))) {
                if (field.number() == VERTEX) {
                    vertex(Field.all(field.bytes()), lines);
                } else if (field.number() == LOG) {
                    Field.all(field.bytes()).stream()
                            .filter(part -> part.number() == LOG_TEXT)
                            .forEach(part -> part.text().lines().forEach(lines::add));
                }
            }
        } catch (ArithmeticException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException otherForm) {
            return List.of();
        }
        return lines;
    }

    private void vertex(List<Field> vertex, List<String> lines) {
        String name = text(vertex, VERTEX_NAME);
        boolean started = vertex.stream().anyMatch(field -> field.number() == VERTEX_STARTED);
        boolean cached = vertex.stream().anyMatch(field -> field.number() == VERTEX_CACHED);
        if ((started || cached) && told.add(text(vertex, VERTEX_DIGEST))) {
            lines.add(cached ? name + " (cached)" : name);
        }
    }

    private static String text(List<Field> fields, int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(Field::text)
                .findFirst()
                .orElse("");
    }

    /** One field of a message; numbers have no bytes. */
    private record Field(int number, ByteBuffer bytes) {
        String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }

        static List<Field> all(ByteBuffer message) {
            List<Field> fields = new ArrayList<>();
            ByteBuffer rest = message.duplicate();
            while (rest.hasRemaining()) {
                long key = number(rest);
                fields.add(new Field((int) (key >>> 3), value(rest, (int) (key & 7))));
            }
            return fields;
        }

        private static long number(ByteBuffer rest) {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = rest.get();
                number |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }

        private static ByteBuffer value(ByteBuffer rest, int wireType) {
            if (wireType == 0) {
                number(rest);
                return ByteBuffer.allocate(0);
            }
            int length =
                    switch (wireType) {
                        case 1 -> Long.BYTES;
                        case 2 -> Math.toIntExact(number(rest));
                        case 5 -> Integer.BYTES;
                        default -> throw new IllegalArgumentException("wire type " + wireType);
                    };
            ByteBuffer value = rest.slice(rest.position(), length);
            rest.position(rest.position() + length);
            return value;
        }
    }
}
