package io.homelabhub.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page's own files, by name: no other can be asked for. They hold nothing of the stack. */
final class Assets {
    private static final String FOLDER = "/io/homelabhub/web/page/";
    private static final String PAGE = "index.html";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final List<String> NAMES = List.of(
            PAGE,
            "icon.svg",
            "app.css",
            "app.js",
            "backups.js",
            "client.js",
            "drawer.js",
            "graph.js",
            "logs.js",
            "places.js",
            "plan.js",
            "run.js",
            "usage.js",
            "words.js",
            "kept/dagre.js",
            "kept/hooks.js",
            "kept/htm.js",
            "kept/preact.js",
            "kept/signals-core.js",
            "kept/signals.js");

    private final Map<String, String> byPath = Stream.concat(Stream.of(""), NAMES.stream())
            .collect(Collectors.toMap(name -> "/" + name, name -> name.isEmpty() ? PAGE : name));

    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    private record Asset(String type, String content, String tag) {}

    /** @param known the {@code ETag} that a browser has already, from {@code If-None-Match} */
    Optional<Reply> find(String path, Optional<String> known) {
        return Optional.ofNullable(byPath.get(path))
                .map(name -> loaded.computeIfAbsent(name, Assets::load))
                .map(asset -> reply(asset, known));
    }

    /** Whether it is the page itself, which a link elsewhere may open. */
    static boolean isPage(String path) {
        return path.equals("/");
    }

    /** Asked for again each time, and sent only if it has changed: an upgrade shows at once. */
    private static Reply reply(Asset asset, Optional<String> known) {
        boolean same = known.filter(asset.tag()::equals).isPresent();
        return new Reply(
                same ? 304 : 200,
                asset.type(),
                same ? "" : asset.content(),
                Map.of("ETag", asset.tag(), "Cache-Control", "no-cache"));
    }

    private static Asset load(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " of the page is not on the class path");
            }
            byte[] content = in.readAllBytes();
            Function<String, String> type = ending -> TYPES.getOrDefault(ending, "application/octet-stream");
            return new Asset(
                    type.apply(name.substring(name.lastIndexOf('.') + 1)),
                    new String(content, StandardCharsets.UTF_8),
                    tag(content));
        } catch (IOException failure) {
            throw new UncheckedIOException("reading " + name, failure);
        }
    }

    private static String tag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
