package io.homelabhub.web.http;

import io.homelabhub.sops.FreshBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Who has been let in. An invitation is a word that lets in once; a guest has another that it keeps as a cookie. Both are 256 bits from
 * a cryptographic source and are lost when the server ends. Thread-safe.
 */
public final class Visitors {
    private static final int BYTES = 32;
    private static final int MOST_INVITATIONS = 8;
    private static final int MOST_GUESTS = 64;
    private final String cookie;
    private final Deque<String> invitations = new ArrayDeque<>();
    private final Deque<String> guests = new ArrayDeque<>();

    /** @param port of the server: browsers keep cookies of all ports of a name together, and there may be two pages */
    Visitors(int port) {
        cookie = "homelab-" + port;
    }

    /** A new word that lets one browser in, once. Of those that nobody has used the oldest becomes void when there are too many. */
    public synchronized String invite() {
        return kept(invitations, MOST_INVITATIONS);
    }

    /** Lets in who brings an invitation: the cookie's value. Empty if it is none, or was used before. */
    synchronized Optional<String> admit(String invitation) {
        return find(invitations, invitation).map(known -> {
            invitations.remove(known);
            return kept(guests, MOST_GUESTS);
        });
    }

    private static String kept(Deque<String> words, int most) {
        String word = FreshBytes.hex(BYTES);
        words.addLast(word);
        if (words.size() > most) {
            words.removeFirst();
        }
        return word;
    }

    /** Whether one of these {@code Cookie} headers is a guest's. */
    synchronized boolean knows(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(one -> one.startsWith(cookie + "="))
                .anyMatch(
                        one -> find(guests, one.substring(cookie.length() + 1)).isPresent());
    }

    /** Takes as long whatever the words have in common. */
    private static Optional<String> find(Deque<String> words, String wanted) {
        return words.stream().filter(word -> areEqual(word, wanted)).findFirst();
    }

    static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** The header that hands the cookie out: to no script, to no other site, and where there is TLS only over TLS. */
    String cookie(String value, boolean tls) {
        return cookie + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (tls ? "; Secure" : "");
    }
}
