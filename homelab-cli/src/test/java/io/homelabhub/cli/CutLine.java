package io.homelabhub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to an engine that can be cut: a socket file whose connections are handed on to another one. */
final class CutLine implements AutoCloseable {
    private final Path socket;
    private final Path engine;
    private final ServerSocketChannel server;
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

    CutLine(Path folder, Path engine) throws IOException {
        this.socket = folder.resolve("line.sock");
        this.engine = engine;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        start(this::accept);
    }

    String url() {
        return "unix://" + socket;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException end) {
                // one of the two sides has closed it, or it was cut
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** What may end with the connection. */
    private interface Work {
        void run() throws IOException;
    }

    private void accept() throws IOException {
        while (true) {
            SocketChannel client = server.accept();
            SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(engine));
            open.addAll(List.of(client, host));
            start(() -> handOn(client, host));
            start(() -> handOn(host, client));
        }
    }

    private static void handOn(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                int unused = to.write(buffer);
            }
            buffer.clear();
        }
        to.shutdownOutput();
    }

    /** From now on nobody answers. */
    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel one : open) {
                one.close();
            }
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
