package io.homelabhub.docker;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/** Why an engine could not be spoken to, in words that people know, and what to do about it where that is known. */
final class TransportFailure {
    private static final List<Rule> TLS = List.of(
            new Rule(
                    caused(CertificateExpiredException.class),
                    "its certificate has expired",
                    "Make the engine a new certificate of the same authority, and restart it."),
            new Rule(
                    caused(CertificateNotYetValidException.class),
                    "its certificate is not valid yet",
                    "Compare the clocks of both machines."),
            new Rule(
                    said("unable to find valid certification path|path does not chain|signature check failed"),
                    "its certificate is of another authority than ca.pem in %s",
                    "Fetch the ca.pem of the authority that made the engine's certificate; do not skip the check."),
            new Rule(
                    said("no subject alternative|no name matching|doesn't match"),
                    "its certificate is for another name",
                    "Give the endpoint the name or address that the certificate has, or make one that has it."),
            new Rule(
                    said("certificate_expired|expired_certificate"),
                    "it refuses cert.pem in %s, which has expired",
                    "Make a new certificate for this client."),
            new Rule(
                    said("bad_certificate|unknown_ca|certificate_unknown|certificate_required|access_denied"
                            + "|handshake_failure|decrypt_error"),
                    "it refuses cert.pem in %s",
                    "Have the certificate made by the authority that the engine trusts (its --tlscacert)."),
            new Rule(
                    said("unrecognized ssl message|unsupported or unrecognized|plaintext connection"),
                    "it does not speak TLS at this port",
                    "Leave out the certificates, or give the port at which it speaks TLS (usually 2376)."));

    private final Throwable failure;
    private final Optional<Path> certificates;

    TransportFailure(Throwable failure, Endpoint endpoint) {
        this.failure = failure;
        this.certificates = endpoint.certificates();
    }

    /** Why. */
    String words() {
        Optional<Rule> rule = tls();
        if (rule.isPresent()) {
            return rule.get()
                    .meaning()
                    .formatted(certificates.map(Path::toString).orElse("the folder"));
        }
        Throwable cause = innermost();
        String message = String.valueOf(cause.getMessage()).strip();
        if (message.toLowerCase(Locale.ROOT).contains("permission denied")) {
            return "permission denied";
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host " + message.replaceFirst(":.*", "");
        }
        if (cause instanceof SocketTimeoutException || message.contains("timed out")) {
            return "no answer in time";
        }
        if (cause instanceof NoRouteToHostException) {
            return "no route leads there";
        }
        if (cause instanceof ConnectException || message.contains("Connection refused")) {
            return "nothing listens there";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : message;
    }

    /** What to do; empty if nothing better is known than to look at the engine. */
    String remedy() {
        return tls().map(Rule::remedy).orElse("");
    }

    private Optional<Rule> tls() {
        return TLS.stream().filter(rule -> rule.fits().test(failure)).findFirst();
    }

    private Throwable innermost() {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Predicate<Throwable> caused(Class<? extends Throwable> type) {
        return failure -> any(failure, type::isInstance);
    }

    /** Of TLS alone: the words are Java's own, and mean something else elsewhere. */
    private static Predicate<Throwable> said(String words) {
        return failure -> any(failure, SSLException.class::isInstance)
                && any(failure, one -> String.valueOf(one.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .matches("(?s).*(" + words + ").*"));
    }

    private static boolean any(Throwable failure, Predicate<Throwable> wanted) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (wanted.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private record Rule(Predicate<Throwable> fits, String meaning, String remedy) {}
}
