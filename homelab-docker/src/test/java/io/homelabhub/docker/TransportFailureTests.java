package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** Failures as Java 17 throws them, wrapped as the transport wraps them. */
class TransportFailureTests {
    private static final Endpoint NAS =
            new Endpoint(URI.create("tcp://nas:2376"), "host nas", Optional.of(Path.of("/keys")));

    private static TransportFailure of(Throwable cause) {
        return new TransportFailure(new IllegalStateException(cause), NAS);
    }

    private static SSLHandshakeException handshake(Throwable cause) {
        SSLHandshakeException handshake = new SSLHandshakeException(String.valueOf(cause.getMessage()));
        handshake.initCause(cause);
        return handshake;
    }

    @Test
    void a_certificate_that_has_expired_is_not_one_of_another_authority() {
        TransportFailure expired = of(handshake(new CertPathValidatorException(
                "PKIX path validation failed: validity check failed",
                new CertificateExpiredException("NotAfter: Mon Nov 30 08:00:00 UTC 2026"))));

        assertThat(expired.words()).isEqualTo("its certificate has expired");
        assertThat(expired.remedy()).contains("new certificate of the same authority");
    }

    @Test
    void what_tls_says_of_names_authorities_and_our_own_certificate_is_told_apart() {
        assertThat(of(handshake(new IOException("unable to find valid certification path to requested target")))
                        .words())
                .contains("of another authority than ca.pem in /keys");
        assertThat(of(handshake(new IOException("No subject alternative DNS name matching nas found.")))
                        .words())
                .contains("for another name");
        assertThat(of(new SSLException("Received fatal alert: certificate_required"))
                        .words())
                .contains("it refuses cert.pem in /keys");
        assertThat(of(new SSLException("Unsupported or unrecognized SSL message"))
                        .words())
                .contains("does not speak TLS at this port");
    }

    @Test
    void what_happens_below_tls_is_told_in_plain_words() {
        assertThat(of(new UnknownHostException("nas: Name or service not known"))
                        .words())
                .isEqualTo("unknown host nas");
        assertThat(of(new SocketTimeoutException("Connect timed out")).words()).isEqualTo("no answer in time");
        assertThat(of(new ConnectException("Connection refused")).words()).isEqualTo("nothing listens there");
        assertThat(of(new IOException("Permission denied")).words()).isEqualTo("permission denied");
        assertThat(of(new IOException("Connection reset")).words()).isEqualTo("Connection reset");
    }
}
