package io.homelabhub.notification;

import io.homelabhub.catalog.NoticeKind;
import io.homelabhub.catalog.NotifyChannel;
import io.homelabhub.failure.NetworkWords;
import io.homelabhub.report.DocumentJson;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Posts notices as JSON: in a form of our own, as ntfy takes it (ntfy's documentation, "Publish as JSON"), or as Discord does ("Execute
 * Webhook"). Redirects are not followed, so that what is secret goes nowhere else.
 */
final class WebCourier implements Courier {
    private static final int LONGEST_FOR_NTFY = 3500;
    private static final int LONGEST_FOR_DISCORD = 1900;
    private static final int URGENT = 4;
    private static final int USUAL = 3;

    private final NotifyChannel.Type type;

    WebCourier(NotifyChannel.Type type) {
        this.type = type;
    }

    @Override
    public void take(FilledChannel channel, String project, Notice notice) throws NotDeliveredException {
        URI address = address(channel.to());
        switch (type) {
            case NTFY -> post(withoutTopic(address), channel, ntfy(topic(address), project, notice));
            case DISCORD -> post(address, channel, discord(project, notice));
            default -> post(address, channel, own(project, notice));
        }
    }

    private static URI address(String text) throws NotDeliveredException {
        try {
            URI address = URI.create(text);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (web && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // said below, without the text
        }
        throw new NotDeliveredException("`to` is no address like https://example.net/hook");
    }

    private static Map<String, ?> own(String project, Notice notice) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", 1);
        document.put("kind", notice.kind().code());
        document.put("project", project);
        document.put("subject", notice.subject());
        document.put("title", notice.title());
        document.put("text", notice.text());
        document.put("at", notice.at());
        return document;
    }

    private static Map<String, ?> ntfy(String topic, String project, Notice notice) throws NotDeliveredException {
        if (topic.isEmpty()) {
            throw new NotDeliveredException("`to` names no topic, as https://ntfy.sh/TOPIC");
        }
        boolean urgent = notice.kind() == NoticeKind.FAILURE;
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("topic", topic);
        document.put("title", project + ": " + notice.title());
        document.put("message", Notice.cut(notice.text().isBlank() ? notice.title() : notice.text(), LONGEST_FOR_NTFY));
        document.put("priority", urgent ? URGENT : USUAL);
        document.put("tags", List.of(tag(notice)));
        return document;
    }

    /** What ntfy shows as a sign. */
    private static String tag(Notice notice) {
        return switch (notice.kind()) {
            case FAILURE -> "rotating_light";
            case RECOVERY -> "white_check_mark";
            case UPDATE -> "package";
            case BACKUP -> "floppy_disk";
        };
    }

    /** Names nobody: a log line with {@code @everyone} in it would wake them all. */
    private static Map<String, ?> discord(String project, Notice notice) {
        String text = notice.text().isBlank()
                ? ""
                : "\n```\n"
                        + Notice.cut(notice.text(), LONGEST_FOR_DISCORD - 300).replace("```", "'''") + "\n```";
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("username", "homelab");
        document.put("content", "**" + project + ": " + notice.title().replace("*", "\\*") + "**" + text);
        document.put("allowed_mentions", Map.of("parse", List.of()));
        return document;
    }

    private static String topic(URI address) {
        String path = String.valueOf(address.getPath());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static URI withoutTopic(URI address) {
        String path = String.valueOf(address.getRawPath());
        return address.resolve(path.isEmpty() ? "/" : path.substring(0, path.lastIndexOf('/') + 1));
    }

    private static void post(URI address, FilledChannel channel, Map<String, ?> document) throws NotDeliveredException {
        try {
            int status = status(address, channel, DocumentJson.line(document).getBytes(StandardCharsets.UTF_8));
            if (status < 200 || status > 299) {
                throw new NotDeliveredException(address.getHost() + " answered with " + status + meaning(status));
            }
        } catch (IOException failure) {
            throw new NotDeliveredException(address.getHost() + ": " + NetworkWords.of(failure));
        }
    }

    private static String meaning(int status) {
        return switch (status / 100) {
            case 3 -> "; give the address that it leads to, as redirects are not followed";
            case 4 -> status == 429 ? ": it is told too often" : "; look at the address, and at the token";
            default -> "";
        };
    }

    /** The connection is closed: kept ones have a thread that nothing ends. */
    private static int status(URI address, FilledChannel channel, byte[] body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            connection.setRequestMethod("POST");
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setRequestProperty("Connection", "close");
            connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
            connection.setRequestProperty("User-Agent", "homelab");
            channel.token()
                    .ifPresent(token -> connection.setRequestProperty("Authorization", "Bearer " + token.strip()));
            connection.setFixedLengthStreamingMode(body.length);
            connection.setDoOutput(true);
            connection.getOutputStream().write(body);
            return connection.getResponseCode();
        } catch (IllegalArgumentException unprintable) {
            throw new IOException("the token holds what no header can", unprintable);
        } finally {
            connection.disconnect();
        }
    }
}
