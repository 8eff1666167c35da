package io.homelabhub.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Bytes to an engine and from it, each way as long as it is wanted. docker-java's transport cannot end the one before the other, and
 * does not show the words of an engine that refuses to go on without HTTP.
 */
interface Wire extends AutoCloseable {
    InputStream in();

    /** Sends at once. */
    OutputStream out();

    /** Says that nothing more is sent; what is received goes on. */
    void endSending() throws IOException;

    @Override
    void close() throws IOException;

    /** Connects to an engine. */
    static Wire to(Endpoint endpoint) throws IOException {
        if (endpoint.isSocketFile()) {
            return new Plain(SocketChannel.open(UnixDomainSocketAddress.of(endpoint.socketFile())));
        }
        InetSocketAddress address =
                new InetSocketAddress(endpoint.uri().getHost(), endpoint.uri().getPort());
        return endpoint.certificates().isPresent()
                ? new Encrypted(Encrypted.connected(
                        address, new TlsFiles(endpoint.certificates().get())))
                : new Plain(lively(SocketChannel.open(address)));
    }

    private static SocketChannel lively(SocketChannel channel) throws IOException {
        Liveliness.ask(channel.socket());
        return channel;
    }

    /**
     * By a channel, whose calls an interrupt ends. Not by {@link java.nio.channels.Channels}: before Java 19 its streams let nobody
     * write while somebody reads.
     */
    final class Plain implements Wire {
        private final SocketChannel channel;

        Plain(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public InputStream in() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, from, length));
                }
            };
        }

        @Override
        public OutputStream out() {
            return new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    for (ByteBuffer left = ByteBuffer.wrap(bytes, from, length); left.hasRemaining(); ) {
                        int unused = channel.write(left);
                    }
                }
            };
        }

        @Override
        public void endSending() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Through TLS. */
    final class Encrypted implements Wire {
        private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

        private final SSLSocket socket;

        Encrypted(SSLSocket socket) {
            this.socket = socket;
        }

        static SSLSocket connected(InetSocketAddress address, TlsFiles files) throws IOException {
            Socket plain = new Socket();
            try {
                plain.connect(address, CONNECT_TIMEOUT_MILLIS);
                Liveliness.ask(plain);
                SSLSocket socket = (SSLSocket) files.context()
                        .getSocketFactory()
                        .createSocket(plain, address.getHostString(), address.getPort(), true);
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return socket;
            } catch (IOException | RuntimeException failure) {
                plain.close();
                throw failure;
            }
        }

        @Override
        public InputStream in() {
            try {
                return socket.getInputStream();
            } catch (IOException closed) {
                return InputStream.nullInputStream();
            }
        }

        @Override
        public OutputStream out() {
            try {
                return socket.getOutputStream();
            } catch (IOException closed) {
                return OutputStream.nullOutputStream();
            }
        }

        @Override
        public void endSending() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
