package io.homelabhub.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Closes what a stream comes from with it. */
final class ClosingStream extends FilterInputStream {
    private final VolumeHelper source;

    ClosingStream(InputStream in, VolumeHelper source) {
        super(in);
        this.source = source;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            source.close();
        }
    }
}
