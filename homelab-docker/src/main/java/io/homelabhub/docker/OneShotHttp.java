package io.homelabhub.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;

/**
 * docker-java's transport, with a connection of its own for each request.
 *
 * <p>Connecting to a socket file costs less than a tenth of a millisecond. A pool would cost more: after a restart of the
 * engine each pooled connection is dead and takes a request with it, of which nobody knows what became; and the streams
 * (events, logs) hold theirs for hours, so that a pool with a limit stops everything.
 */
final class OneShotHttp implements DockerHttpClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final DockerHttpClient http;

    private OneShotHttp(DockerHttpClient http) {
        this.http = http;
    }

    /** Connects at the first request only. */
    static OneShotHttp to(Endpoint endpoint) {
        return new OneShotHttp(new ZerodepDockerHttpClient.Builder()
                .dockerHost(endpoint.uri())
                .sslConfig(tls(endpoint))
                .connectionTimeout(CONNECT_TIMEOUT)
                .build());
    }

    private static SSLConfig tls(Endpoint endpoint) {
        if (endpoint.certificates().isPresent()) {
            return new TlsFiles(endpoint.certificates().get())::context;
        }
        // a tcp host without TLS must not be given a context, or it would be spoken to with it
        return endpoint.isSocketFile() ? LazyTls::context : () -> null;
    }

    @Override
    public Response execute(Request request) {
        return http.execute(
                Request.builder().from(request).putHeader("Connection", "close").build());
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
