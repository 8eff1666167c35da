package io.homelabhub.catalog;

import io.homelabhub.problem.SourceLocation;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A way to tell the owner something, as {@code notify} has it. Its texts are as they are written: variables are filled in when something
 * is told, and what comes of them is shown nowhere.
 *
 * @param name the channel's name
 * @param type how it is told
 * @param to the address to post to, or that mail goes to
 * @param kinds what it is told of
 * @param token what is sent as {@code Authorization: Bearer}; empty for none
 * @param mail the server that mail goes by; only with {@link Type#EMAIL}, and always there
 * @param location where it stands
 */
public record NotifyChannel(
        String name,
        Type type,
        String to,
        Set<NoticeKind> kinds,
        Optional<String> token,
        Optional<MailServer> mail,
        SourceLocation location) {
    /** How somebody is told. */
    public enum Type {
        /** A POST of JSON, in a form of our own. */
        WEBHOOK,
        /** A topic of ntfy. */
        NTFY,
        /** A webhook of a Discord channel. */
        DISCORD,
        /** Mail, by a server that takes it. */
        EMAIL;

        /** As the catalog has it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Who takes mail.
     *
     * @param server {@code smtps://host:port} for TLS from the start, {@code smtp://host:port} for STARTTLS
     * @param from the sender's address
     * @param user empty if it asks for none
     * @param password empty if it asks for none
     */
    public record MailServer(String server, String from, Optional<String> user, Optional<String> password) {
        /** Without what may be secret. */
        @Override
        public String toString() {
            return "MailServer[]";
        }
    }

    public NotifyChannel {
        kinds = Set.copyOf(kinds);
    }

    /** Without what may be secret: an address is, as whoever knows it can post there. */
    @Override
    public String toString() {
        return "NotifyChannel[" + name + ", " + type.code() + "]";
    }
}
