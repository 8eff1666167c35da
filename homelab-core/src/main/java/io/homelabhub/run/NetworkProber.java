package io.homelabhub.run;

import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.plan.Await.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks over HTTP without following redirects, and over TCP by opening a connection. */
final class NetworkProber implements EndpointProber {
    @Override
    public ProbeResult ask(Endpoint endpoint, Duration within) {
        try {
            return endpoint.type() == Endpoint.Type.HTTP
                    ? http(URI.create(endpoint.target()), within)
                    : tcp(endpoint.target(), within);
        } catch (IOException | IllegalArgumentException e) {
            return new ProbeResult(Verdict.FAILED, endpoint.target() + ": " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProbeResult(Verdict.FAILED, endpoint.target() + ": interrupted");
        }
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private ProbeResult http(URI uri, Duration within) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(within).build();
        HttpResponse<Void> response = Client.HTTP.send(request, HttpResponse.BodyHandlers.discarding());
        int status = response.statusCode();
        boolean answers = status >= 200 && status < 400;
        return new ProbeResult(answers ? Verdict.PASSED : Verdict.FAILED, uri + ": HTTP status " + status);
    }

    private static ProbeResult tcp(String target, Duration within) throws IOException {
        URI address = URI.create("tcp://" + target);
        if (address.getHost() == null || address.getPort() < 0) {
            throw new IllegalArgumentException("not host:port");
        }
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, address.getPort()), (int) within.toMillis());
            return new ProbeResult(Verdict.PASSED, target + ": open");
        }
    }

    /** Made at the first HTTP question: a run without one does not pay for it. */
    private static final class Client {
        static final HttpClient HTTP = HttpClient.newHttpClient();
    }
}
