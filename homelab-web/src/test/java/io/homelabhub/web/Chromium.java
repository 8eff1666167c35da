package io.homelabhub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real browser without a window, told what to do by the W3C's WebDriver protocol, of which this speaks as much as is needed. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String base;
    private String session = "";

    /** Where the driver is; empty if there is none. */
    static Optional<Path> driver() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "chromedriver"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium(Path driver, int width, int height) throws IOException, InterruptedException {
        int port = freePort();
        base = "http://127.0.0.1:" + port;
        this.driver = new ProcessBuilder(driver.toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String options = "\"--headless=new\",\"--no-sandbox\",\"--window-size=" + width + "," + height + "\"";
        session = begun("{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"args\":[" + options + "]}}}}");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The driver needs a moment before it listens. */
    private String begun(String capabilities) throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try {
                Matcher id = Pattern.compile("\"sessionId\":\"(\\w+)\"").matcher(post("/session", capabilities));
                assertThat(id.find()).as("a session").isTrue();
                return id.group(1);
            } catch (IOException notYet) {
                if (i > 100 || !driver.isAlive()) {
                    throw notYet;
                }
                boolean unused = driver.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE.multipliedBy(2))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    void open(String address) throws IOException, InterruptedException {
        String unused = post("/session/" + session + "/url", "{\"url\":\"" + address + "\"}");
    }

    /** What a script returns, as a text. */
    String run(String script) throws IOException, InterruptedException {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(script));
        String answer = post("/session/" + session + "/execute/sync", "{\"script\":\"" + quoted + "\",\"args\":[]}");
        return value(answer);
    }

    /** The text that an answer holds; all of it if it holds none. */
    private static String value(String answer) throws IOException {
        try (JsonParser parser = JSON.createParser(answer)) {
            while (parser.nextToken() != null) {
                if ("value".equals(parser.currentName()) && parser.currentToken() == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
            }
            return answer;
        }
    }

    /** Waits in the browser until an expression of JavaScript holds. */
    void until(String expression) throws IOException, InterruptedException {
        String script = """
            const end = Date.now() + %d;
            const done = arguments[0];
            const holds = () => { try { return %s; } catch { return false; } };
            (function look() {
              if (holds()) done("yes");
              else if (Date.now() > end) done(document.body.innerText);
              else setTimeout(look, 20);
            })();
            """.formatted(PATIENCE.toMillis(), expression);
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(script));
        String unused = post(
                "/session/" + session + "/timeouts",
                "{\"script\":" + PATIENCE.multipliedBy(2).toMillis() + "}");
        String answer = post("/session/" + session + "/execute/async", "{\"script\":\"" + quoted + "\",\"args\":[]}");
        assertThat(answer).as(expression).contains("\"value\":\"yes\"");
    }

    void click(String selector) throws IOException, InterruptedException {
        until("document.querySelector('" + selector + "')");
        String unused = run("document.querySelector('" + selector + "').click(); return 'done';");
    }

    void picture(Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/session/" + session + "/screenshot"))
                .build();
        String picture =
                value(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture));
    }

    @Override
    public void close() throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/session/" + session))
                    .DELETE()
                    .build();
            HttpResponse<Void> unused = http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            driver.destroy();
        }
    }
}
