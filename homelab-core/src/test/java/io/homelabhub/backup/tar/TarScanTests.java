package io.homelabhub.backup.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TarScanTests {
    private static byte[] archive(String name, byte[] content) throws IOException {
        return TarOfOne.of(name, content.length, new ByteArrayInputStream(content))
                .readAllBytes();
    }

    private static TarSummary scanned(byte[] archive, int piece) throws IOException {
        TarScan scan = new TarScan();
        for (int at = 0; at < archive.length; at += piece) {
            scan.write(archive, at, Math.min(piece, archive.length - at));
        }
        return scan.summary();
    }

    @Test
    void entries_and_bytes_are_counted_in_pieces_of_any_size() throws IOException {
        byte[] archive = archive("volume/a", new byte[1300]);

        TarSummary whole = scanned(archive, archive.length);

        assertThat(whole.entries()).isEqualTo(1);
        assertThat(whole.bytes()).isEqualTo(1300);
        for (int piece : new int[] {1, 7, 511, 512, 513}) {
            assertThat(scanned(archive, piece)).isEqualTo(whole);
        }
    }

    @Test
    void another_name_or_another_content_is_another_digest() throws IOException {
        String digest = scanned(archive("volume/a", new byte[] {1, 2}), 512).digest();

        assertThat(scanned(archive("volume/b", new byte[] {1, 2}), 512).digest())
                .isNotEqualTo(digest);
        assertThat(scanned(archive("volume/a", new byte[] {1, 3}), 512).digest())
                .isNotEqualTo(digest);
        assertThat(scanned(archive("volume/a", new byte[] {1, 2}), 512).digest())
                .isEqualTo(digest);
    }

    @Test
    void an_archive_that_is_cut_at_any_byte_is_not_whole() throws IOException {
        byte[] archive = archive("volume/a", new byte[700]);

        for (int length = 0; length < archive.length; length++) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThatThrownBy(() -> scanned(cut, 512))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_bit_of_a_head_that_was_changed_is_seen() throws IOException {
        byte[] archive = archive("volume/a", new byte[10]);
        archive[3] ^= 1;

        assertThatThrownBy(() -> scanned(archive, 512)).hasMessageContaining("damaged");
    }

    @Test
    void what_does_not_lie_in_the_volume_is_no_part_of_it() throws IOException {
        byte[] archive = archive("/sample", new byte[10]);

        assertThatThrownBy(() -> scanned(archive, 512))
                .hasMessageContaining("/sample")
                .hasMessageContaining("volume/");
    }
}
