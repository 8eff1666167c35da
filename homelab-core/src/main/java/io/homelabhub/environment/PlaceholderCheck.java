package io.homelabhub.environment;

import io.homelabhub.compose.dotenv.EnvFile;
import io.homelabhub.compose.dotenv.EnvFileException;
import io.homelabhub.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds values that somebody has yet to put in place of what an example says. */
final class PlaceholderCheck {
    private static final Pattern ALWAYS = Pattern.compile(
            "(?i)(change[-_ ]?(me|this|it).*|your[-_ ].*|my[-_ ](secret|password|token|key).*|replace[-_ ]?(me|this|with).*"
                    + "|insert[-_ ].*|put[-_ ].*[-_ ]here|.*[-_ ](goes[-_ ])?here|<[^<>]+>|\\[[a-z][^\\[\\]]*]|\\{\\{.*}}|x{3,}|\\*{3,}"
                    + "|\\.{3}|todo\\b.*|fixme\\b.*|tbd|placeholder.*|fill[-_ ]?(me|this)?[-_ ]?in.*)");
    private static final Pattern IN_SECRETS = Pattern.compile(
            "(?i)(secret|password|passw0rd|pass|token|key|api[-_]?key|example|sample|test|dummy|none|null|undefined|123456(78)?|admin|default)");
    private static final Pattern RESERVED_DOMAIN = Pattern.compile("(?i).*\\bexample\\.(com|org|net)\\b.*");
    private static final Pattern WITHIN_URL =
            Pattern.compile("(?i).*://[^/@]*:(change[-_ ]?me|your[-_][^@/]*|<[^>]+>)@.*");

    private final Resolution resolution;
    private final Map<String, String> example = new LinkedHashMap<>();

    PlaceholderCheck(Resolution resolution) {
        this.resolution = resolution;
        Path file = resolution.files().usual().resolveSibling(".env.example");
        try {
            if (Files.isRegularFile(file)) {
                EnvFile.read(Files.readString(file), example, name -> "", unset -> {});
            }
        } catch (IOException | EnvFileException unreadable) {
            example.clear(); // an example that cannot be read tells nothing
        }
    }

    List<Problem> problems(List<Value> values) {
        List<Problem> problems = new ArrayList<>();
        for (Value value : values) {
            boolean secret = resolution.isSecret(value.name());
            String text = value.text().strip();
            if (text.isEmpty()) {
                continue;
            }
            if (ALWAYS.matcher(text).matches() || WITHIN_URL.matcher(text).matches()) {
                problems.add(
                        value.error("placeholder", "the value is a placeholder", "put the real value in its place"));
            } else if (secret && IN_SECRETS.matcher(text).matches()) {
                problems.add(value.error(
                        "placeholder",
                        "the value is one that everybody guesses",
                        "make a secret, as with openssl rand -hex 24"));
            } else if (secret && text.equals(example.get(value.name()))) {
                problems.add(value.error(
                        "placeholder",
                        "the secret is the one of .env.example, which everybody can read",
                        "make one of your own"));
            } else if (!secret && RESERVED_DOMAIN.matcher(text).matches()) {
                problems.add(value.warning(
                        "placeholder", "the value names a domain that stands for examples alone", "name your own"));
            }
        }
        return problems;
    }
}
