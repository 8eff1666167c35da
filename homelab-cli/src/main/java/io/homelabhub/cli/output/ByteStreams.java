package io.homelabhub.cli.output;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The three streams of the process, for what is no text of ours. Neither reads ahead nor keeps anything back.
 *
 * @param in what is typed or piped
 * @param out the standard output
 * @param err the standard error
 */
public record ByteStreams(InputStream in, OutputStream out, OutputStream err) {
    static ByteStreams ofProcess() {
        return new ByteStreams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }
}
