package io.homelabhub.docker;

import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A build context that is packed while it is sent, as it may be larger than memory. */
final class PackedContext implements AutoCloseable {
    private static final int PIPE = 1 << 16;

    private final PipedInputStream stream = new PipedInputStream(PIPE);
    private final Task packer;
    private volatile @Nullable IOException failure;

    PackedContext(BuildContext context, Timing timing) throws IOException {
        PipedOutputStream out = new PipedOutputStream(stream);
        this.packer = timing.start("homelab-docker packing a build context", () -> pack(context, out));
    }

    /** A context of which a file could not be read must not look whole to the engine, so its stream then has no end. */
    private void pack(BuildContext context, PipedOutputStream out) {
        try {
            context.writeTo(new Unclosed(out));
            out.close();
        } catch (IOException unreadable) {
            failure = unreadable;
        } catch (RuntimeException | Error defect) {
            failure = new IOException("the build context cannot be packed: " + defect, defect);
        }
    }

    InputStream stream() {
        return stream;
    }

    /** Why the folder could not be packed, if so. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() throws IOException {
        packer.interrupt();
        stream.close();
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(PipedOutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
