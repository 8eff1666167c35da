package io.homelabhub.failure;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;

/** What a failure of the network means, as the JDK's own words differ from system to system, and may be missing. */
public final class NetworkWords {
    private NetworkWords() {}

    /** For people, without the address. */
    public static String of(Exception failure) {
        String message = failure.getMessage();
        if (failure instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host " + message;
        }
        if (failure instanceof NoRouteToHostException) {
            return "no route to this host";
        }
        boolean refused = failure instanceof ConnectException && (message == null || message.contains("refused"));
        if (refused) {
            return "nothing listens there (connection refused)";
        }
        if (failure instanceof SSLHandshakeException) {
            return "its certificate is not trusted, or TLS is not spoken there: " + message;
        }
        return message == null ? "the connection broke off" : message;
    }
}
