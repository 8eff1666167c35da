package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the engine's refusals mean. The HTTP status alone does not tell: a port that is taken, a full disk and a registry
 * that denies all come as 500. So the words decide first, then the status.
 */
final class Refusal {
    private static final int MOST_WORDS = 2000;
    private static final List<Rule> RULES = List.of(
            rule(
                    "no space left on device|disk quota exceeded",
                    Kind.NO_SPACE,
                    m -> "Free disk space on the engine's host; `docker system df` shows what takes it."),
            rule(
                    "toomanyrequests|too many requests|rate limit|status 429",
                    Kind.BUSY,
                    m -> "The registry limits how much may be pulled; wait, or `docker login` for a higher limit."),
            rule(
                    "(?:bind for|listen (?:tcp|udp)\\w* |exposing port \\w+ |failed to bind host port(?: for)?)[^0-9\\[]*"
                            + "(?:[0-9.]+|\\[[^]]*\\]):(\\d+).*(?:port is already allocated|address already in use)",
                    Kind.CONFLICT,
                    m -> portTaken(m.group(1))),
            rule(
                    "port is already allocated|bind: address already in use|ports are not available",
                    Kind.CONFLICT,
                    m -> "Find the holder with `docker ps` or `ss -ltnp`, stop it, or publish another port."),
            rule(
                    "address already in use|address is already in use|requested address is not available"
                            + "|requested ip address \\S+ is already allocated",
                    Kind.CONFLICT,
                    m ->
                            "Another container has this address in the network: `docker network inspect` names who has which."
                                    + " Give another address, or stop that container."),
            rule(
                    "container name \"?/?([^\" ]+)\"? is already in use|name \"?([^\" ]+)\"? is in use",
                    Kind.CONFLICT,
                    m -> "Another container has this name: look at it with `docker inspect` and rename or remove it."),
            rule(
                    "pool overlaps with other one|invalid pool request.*overlap",
                    Kind.CONFLICT,
                    m ->
                            "Another network uses these addresses: `docker network ls`; give another subnet or remove that network."),
            rule(
                    "has active endpoints|resource is in use|has associated containers|network is in use",
                    Kind.CONFLICT,
                    m -> "Containers still use it; `docker network inspect` names them."),
            rule(
                    "is not running|can only kill running containers|can only create exec sessions on running containers",
                    Kind.CONFLICT,
                    m -> "Start the container first."),
            rule("volume is in use", Kind.CONFLICT, m -> "Remove the containers that use it first."),
            rule(
                    "all predefined address pools have been fully subnetted|non-overlapping ipv4",
                    Kind.NO_SPACE,
                    m ->
                            "The engine has no addresses left for networks: remove some that nobody needs (`docker network ls`)."),
            rule("cannot start a paused container", Kind.CONFLICT, m -> "Resume it first with `docker unpause`."),
            rule(
                    "unauthorized|authentication required|pull access denied|requested access|access denied|denied:"
                            + "|no basic auth credentials",
                    Kind.UNAUTHORIZED,
                    m -> "Log in to the registry with `docker login`, and check the image's name."),
            rule(
                    "no such image|manifest unknown|manifest for .* not found|image not known|repository .* not found"
                            + "|failed to resolve reference .*: not found",
                    Kind.NOT_FOUND,
                    m -> "Check the image's name and tag."),
            rule("bind source path does not exist", Kind.REJECTED, m -> "Create the folder on the engine's host."),
            rule("client version \\S+ is too (?:old|new)", Kind.REJECTED, m -> "Leave DOCKER_API_VERSION unset."),
            rule(
                    "http request to an https server",
                    Kind.REJECTED,
                    m -> "The engine wants TLS: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH."));
    private static final Map<Integer, Kind> BY_STATUS = Map.of(
            400, Kind.REJECTED,
            401, Kind.UNAUTHORIZED,
            403, Kind.REJECTED,
            404, Kind.NOT_FOUND,
            405, Kind.REJECTED,
            409, Kind.CONFLICT,
            429, Kind.BUSY,
            501, Kind.REJECTED);

    private Refusal() {}

    /**
     * The exception for a refusal.
     *
     * @param attempt what was attempted on what
     * @param status the HTTP status; 0 for a failure told in the middle of a stream
     * @param words the engine's own
     */
    static EngineException of(String attempt, int status, String words) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.words().matcher(words);
            if (matcher.find()) {
                return new EngineException(
                        rule.kind(), attempt + ": " + words, rule.remedy().apply(matcher), null);
            }
        }
        return new EngineException(BY_STATUS.getOrDefault(status, Kind.OTHER), attempt + ": " + words, "", null);
    }

    /** The engine's words in a refusal's body: its {@code message}, else the text; a proxy's page is cut. */
    static String words(byte[] body) {
        String text = Json.object(body)
                .flatMap(object -> object.string("message").or(() -> object.string("cause")))
                .orElseGet(() -> new String(body, StandardCharsets.UTF_8))
                .strip();
        if (text.isEmpty()) {
            return "refused without a reason";
        }
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + " …";
    }

    private static String portTaken(@Nullable String port) {
        return "Port " + port + " of the host is taken. Find its holder with `docker ps --filter publish=" + port
                + "` or `ss -ltnp 'sport = :" + port + "'`, stop it, or publish another port.";
    }

    private static Rule rule(String words, Kind kind, Function<MatchResult, String> remedy) {
        return new Rule(Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), kind, remedy);
    }

    private record Rule(Pattern words, Kind kind, Function<MatchResult, String> remedy) {}
}
