package io.homelabhub.run;

import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.failure.NetworkWords;
import io.homelabhub.plan.Await.Endpoint;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks over HTTP without following redirects, and over TCP by opening a connection.
 *
 * <p>HTTP is spoken here, as far as to the status: both clients of the JDK keep connections, and threads for them, that nothing
 * ends before JDK 21.
 */
final class NetworkProber implements EndpointProber {
    private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})(?: .*)?");
    private static final Timing CLOCK = Timing.system();
    private static final int LONGEST_LINE = 8192;

    @Override
    public ProbeResult ask(Endpoint endpoint, Duration within) {
        try {
            return endpoint.type() == Endpoint.Type.HTTP
                    ? http(URI.create(endpoint.target()), within)
                    : tcp(endpoint.target(), within);
        } catch (IOException | IllegalArgumentException e) {
            return new ProbeResult(Verdict.FAILED, endpoint.target() + ": " + NetworkWords.of(e));
        }
    }

    private static ProbeResult http(URI uri, Duration within) throws IOException {
        Duration end = CLOCK.elapsed().plus(within);
        boolean secure = "https".equals(uri.getScheme());
        if (uri.getHost() == null || !(secure || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("not an http or https address");
        }
        int usual = secure ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        try (Socket plain = connected(uri.getHost(), port, within);
                Socket socket = secure ? encrypted(plain, uri.getHost(), port) : plain) {
            socket.getOutputStream().write(request(uri).getBytes(StandardCharsets.US_ASCII));
            int status = status(socket, end);
            boolean answers = status >= 200 && status < 400;
            return new ProbeResult(answers ? Verdict.PASSED : Verdict.FAILED, uri + ": HTTP status " + status);
        }
    }

    private static String request(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + uri.getHost() + port
                + "\r\nUser-Agent: homelab\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    /** The status of the answer itself, past what only announces it (RFC 9110, section 15.2). */
    private static int status(Socket socket, Duration end) throws IOException {
        InputStream in = socket.getInputStream();
        while (true) {
            Matcher line = STATUS.matcher(line(socket, in, end));
            if (!line.matches()) {
                throw new IOException("no HTTP answer");
            }
            int status = Integer.parseInt(line.group(1));
            if (status >= 200 || status == 101) {
                return status;
            }
            while (!line(socket, in, end).isEmpty()) {}
        }
    }

    private static String line(Socket socket, InputStream in, Duration end) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            long left = end.minus(CLOCK.elapsed()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
            int next = in.read();
            if (next < 0) {
                throw new IOException("no HTTP answer");
            }
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) next);
        }
        throw new IOException("no HTTP answer");
    }

    private static Socket encrypted(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, bare(host), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static ProbeResult tcp(String target, Duration within) throws IOException {
        URI address = URI.create("tcp://" + target);
        if (address.getHost() == null || address.getPort() < 0) {
            throw new IllegalArgumentException("not host:port");
        }
        connected(address.getHost(), address.getPort(), within).close();
        return new ProbeResult(Verdict.PASSED, target + ": open");
    }

    private static Socket connected(String host, int port, Duration within) throws IOException {
        int limit = (int) Math.max(1, Math.min(Integer.MAX_VALUE, within.toMillis())); // zero would be no limit
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(bare(host), port), limit);
            socket.setSoTimeout(limit);
            return socket;
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /** An IPv6 address without the brackets that it has in a URI. */
    private static String bare(String host) {
        return host.replaceAll("[\\[\\]]", "");
    }
}
