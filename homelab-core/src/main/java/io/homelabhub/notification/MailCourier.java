package io.homelabhub.notification;

import io.homelabhub.catalog.NotifyChannel.MailServer;
import io.homelabhub.failure.NetworkWords;
import io.homelabhub.secret.SecretMask;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends notices as mail, by Angus Mail, which is loaded for nothing else. A password goes over TLS alone; only a server on this machine
 * may have it in clear.
 */
final class MailCourier implements Courier {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public void take(FilledChannel channel, String project, Notice notice) throws NotDeliveredException {
        MailServer mail = channel.mail().orElseThrow();
        SecretMask mask = SecretMask.of(
                Stream.concat(mail.password().stream(), mail.user().stream()).toList());
        URI server = server(mail.server());
        try {
            send(
                    server,
                    mail,
                    message(Session.getInstance(settings(server, mail)), channel.to(), mail, project, notice));
        } catch (AuthenticationFailedException refused) {
            throw new NotDeliveredException(server.getHost() + " does not take user and password");
        } catch (MessagingException failure) {
            throw new NotDeliveredException(server.getHost() + ": " + mask.mask(words(failure)));
        }
    }

    private static URI server(String text) throws NotDeliveredException {
        try {
            URI server = URI.create(text);
            if (server.getHost() != null && Set.of("smtp", "smtps").contains(server.getScheme())) {
                return server;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new NotDeliveredException("`server` is no address like smtps://mail.example.net:465");
    }

    private static Properties settings(URI server, MailServer mail) {
        boolean here = HERE.contains(server.getHost());
        String patience = String.valueOf(PATIENCE.toMillis());
        Properties settings = new Properties();
        for (String protocol : List.of("mail.smtp.", "mail.smtps.")) {
            settings.setProperty(protocol + "connectiontimeout", patience);
            settings.setProperty(protocol + "timeout", patience);
            settings.setProperty(protocol + "writetimeout", patience);
            settings.setProperty(protocol + "ssl.checkserveridentity", "true");
            settings.setProperty(protocol + "auth", String.valueOf(mail.user().isPresent()));
        }
        settings.setProperty("mail.smtp.starttls.enable", "true");
        settings.setProperty(
                "mail.smtp.starttls.required", String.valueOf(mail.password().isPresent() && !here));
        return settings;
    }

    private static MimeMessage message(Session session, String to, MailServer mail, String project, Notice notice)
            throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(mail.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject("[" + project + "] " + notice.title(), StandardCharsets.UTF_8.name());
        message.setText(
                notice.title() + "\n\n" + notice.text() + "\n\n" + notice.at() + "\n", StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answering machine answers
        message.setSentDate(Date.from(notice.at()));
        message.saveChanges();
        return message;
    }

    private static void send(URI server, MailServer mail, MimeMessage message) throws MessagingException {
        try (Transport transport = message.getSession().getTransport(server.getScheme())) {
            transport.connect(
                    server.getHost(),
                    server.getPort(),
                    mail.user().orElse(null),
                    mail.password().orElse(null));
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private static String words(MessagingException failure) {
        return failure.getNextException() instanceof IOException below
                ? NetworkWords.of(below)
                : String.valueOf(failure.getMessage()).strip();
    }
}
