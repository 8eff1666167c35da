package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.docker.OutputPiece.Source;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputPieceTests {
    private static byte[] piece(int source, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .putInt(source << 24)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] together(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static List<OutputPiece> read(byte[] body) throws IOException {
        List<OutputPiece> pieces = new ArrayList<>();
        OutputPiece.readAll(new BufferedInputStream(new ByteArrayInputStream(body)), pieces::add);
        return pieces;
    }

    private static OutputPiece of(Source source, String text) {
        return new OutputPiece(source, StandardCharsets.UTF_8.encode(text), source != Source.TERMINAL);
    }

    @Test
    void pieces_keep_their_order_and_where_they_were_written_to() throws IOException {
        assertThat(read(together(piece(1, "one"), piece(2, "two"), piece(1, "three"))))
                .containsExactly(of(Source.OUTPUT, "one"), of(Source.ERROR, "two"), of(Source.OUTPUT, "three"));
    }

    @Test
    void a_piece_that_is_kept_does_not_change_when_the_next_comes() throws IOException {
        List<OutputPiece> pieces = read(together(piece(1, "first"), piece(1, "other")));

        assertThat(pieces.get(0)).isEqualTo(of(Source.OUTPUT, "first"));
    }

    @Test
    void the_output_of_a_terminal_has_no_headers() throws IOException {
        assertThat(read("plain".getBytes(StandardCharsets.UTF_8))).containsExactly(of(Source.TERMINAL, "plain"));
        assertThat(read("a longer plain line\r\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(of(Source.TERMINAL, "a longer plain line\r\n"));
    }

    @Test
    void no_output_is_no_piece() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(piece(1, ""))).isEmpty();
    }

    @Test
    void output_that_breaks_off_is_told() {
        byte[] whole = together(piece(1, "first"), piece(1, "second"));

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, 16))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 6))).isInstanceOf(EOFException.class);
    }
}
