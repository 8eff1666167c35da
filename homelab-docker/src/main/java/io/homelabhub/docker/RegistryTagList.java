package io.homelabhub.docker;

import io.homelabhub.observed.RegistryTags;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists the tags of repositories: {@code GET /v2/NAME/tags/list} of the distribution specification, from this machine, as no engine
 * has a call for it. A registry that wants a token says where it is to be had; a registry of this machine is spoken to without TLS, as
 * an engine does.
 */
final class RegistryTagList {
    private static final int AT_ONCE = 4;
    private static final Duration ONE = Duration.ofSeconds(15);
    private static final Duration ALL = Duration.ofMinutes(5);
    private static final int MOST_PAGES = 100;
    private static final int LONGEST_ANSWER = 8 << 20;
    private static final int TOO_MANY = 429;
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?.*");

    private final Deadlines deadlines;
    private final Credentials credentials;

    RegistryTagList(Deadlines deadlines, Credentials credentials) {
        this.deadlines = deadlines;
        this.credentials = credentials;
    }

    Map<String, RegistryTags> list(Set<String> repositories) {
        List<String> names = List.copyOf(repositories);
        List<Callable<RegistryTags>> questions = new ArrayList<>();
        names.forEach(name -> questions.add(() -> list(ImageName.parse(name))));
        List<RegistryTags> answers = deadlines.all(questions, AT_ONCE, ALL, "listing tags");
        Map<String, RegistryTags> byName = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.put(names.get(i), answers.get(i));
        }
        return byName;
    }

    private RegistryTags list(ImageName name) {
        try {
            return RegistryTags.of(pages(name));
        } catch (Told told) {
            return RegistryTags.unknown(told.words);
        } catch (IOException | IllegalArgumentException silent) {
            return RegistryTags.unknown("its registry does not answer");
        }
    }

    private Set<String> pages(ImageName name) throws IOException {
        URI root = root(name);
        Set<String> tags = new TreeSet<>();
        Optional<String> authorization = Optional.empty();
        Optional<URI> page = Optional.of(root.resolve("/v2/" + name.path() + "/tags/list?n=1000"));
        for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
            HttpURLConnection answer = get(page.get(), authorization);
            if (answer.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED && authorization.isEmpty()) {
                authorization = Optional.of(authorized(name, answer));
                answer = get(page.get(), authorization);
            }
            tags.addAll(read(answer).strings("tags"));
            Optional<String> link = Optional.ofNullable(answer.getHeaderField("Link"));
            page = link.map(NEXT::matcher).filter(Matcher::matches).map(next -> root.resolve(next.group(1)));
            if (page.filter(next -> !root.getScheme().equals(next.getScheme())
                            || !root.getAuthority().equals(next.getAuthority()))
                    .isPresent()) {
                throw new IOException("a registry that leads elsewhere");
            }
        }
        return tags;
    }

    private static URI root(ImageName name) {
        String host = name.registry().equals("docker.io") ? "registry-1.docker.io" : name.registry();
        boolean here = host.matches("(localhost|127(\\.\\d+){3}|\\[::1])(:\\d+)?");
        return URI.create((here ? "http://" : "https://") + host);
    }

    private static HttpURLConnection get(URI uri, Optional<String> authorization) throws IOException {
        if (!(uri.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("a registry that leads elsewhere");
        }
        connection.setConnectTimeout((int) ONE.toMillis());
        connection.setReadTimeout((int) ONE.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", "application/json");
        authorization.ifPresent(value -> connection.setRequestProperty("Authorization", value));
        return connection;
    }

    private static ApiObject read(HttpURLConnection answer) throws IOException {
        int status = answer.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw switch (status) {
                case HttpURLConnection.HTTP_NOT_FOUND -> new Told("its registry does not have it");
                case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                    new Told("its registry denies access");
                case TOO_MANY -> new Told("its registry asks to come back later");
                default -> new Told("its registry does not list its tags");
            };
        }
        try (InputStream body = answer.getInputStream()) {
            byte[] bytes = body.readNBytes(LONGEST_ANSWER);
            return Json.object(bytes).orElseThrow(() -> new IOException("no JSON"));
        }
    }

    /** What to say who we are, by what the registry wants to know. */
    private String authorized(ImageName name, HttpURLConnection answer) throws IOException {
        String challenge =
                Optional.ofNullable(answer.getHeaderField("WWW-Authenticate")).orElse("");
        Optional<Credentials.Credential> login =
                credentials.find(name.credentialsKey()).credential().filter(found -> !found.isToken());
        if (challenge.regionMatches(true, 0, "Basic", 0, "Basic".length())) {
            return basic(login.orElseThrow(() -> new Told("its registry denies access")));
        }
        Map<String, String> parameters = new TreeMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            parameters.put(matcher.group(1), matcher.group(2));
        }
        String realm = parameters.getOrDefault("realm", "");
        boolean safe = realm.startsWith("https://") || root(name).getScheme().equals("http");
        URI token = URI.create(realm + (realm.contains("?") ? "&" : "?") + "service="
                + encoded(parameters.getOrDefault("service", "")) + "&scope="
                + encoded("repository:" + name.path() + ":pull"));
        ApiObject given = read(get(token, login.filter(any -> safe).map(RegistryTagList::basic)));
        return "Bearer "
                + given.string("token")
                        .or(() -> given.string("access_token"))
                        .orElseThrow(() -> new Told("its registry denies access"));
    }

    private static String basic(Credentials.Credential login) {
        byte[] pair = (login.user() + ":" + login.secret()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** That a registry tells something else than its tags. */
    private static final class Told extends IOException {
        private static final long serialVersionUID = 1L;

        private final String words;

        Told(String words) {
            super(words);
            this.words = words;
        }
    }
}
