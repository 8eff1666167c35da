package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A service's {@code security_opt}. A seccomp profile is sent to the engine by its content. */
final class SecurityOptions {
    private static final String NO_MASKS = "systempaths=unconfined";

    private final ComposeModel model;
    private final HostFiles files;
    private final Findings findings;

    SecurityOptions(ComposeModel model, HostFiles files, Findings findings) {
        this.model = model;
        this.files = files;
        this.findings = findings;
    }

    void put(String service, ApiObject settings, Members host) {
        List<String> options = new ArrayList<>();
        List<String> given = settings.strings("security_opt");
        for (int i = 0; i < given.size(); i++) {
            if (!given.get(i).equals(NO_MASKS)) {
                options.add(option(given.get(i), "services." + service + ".security_opt[" + i + "]"));
            }
        }
        host.put("SecurityOpt", options);
        if (given.contains(NO_MASKS)) {
            host.always("MaskedPaths", List.of()).always("ReadonlyPaths", List.of());
        }
    }

    private String option(String given, String path) {
        int separator = given.indexOf('=') >= 0 ? given.indexOf('=') : given.indexOf(':');
        if (separator < 0 && !given.equals("no-new-privileges")) {
            findings.error(path, "\"" + given + "\" is not a security option; write it as name=value");
        }
        String name = separator < 0 ? given : given.substring(0, separator);
        String value = separator < 0 ? "" : given.substring(separator + 1);
        boolean builtIn = value.equals("unconfined") || value.equals("builtin");
        return name.equals("seccomp") && !builtIn ? "seccomp=" + profile(value, path) : given;
    }

    private String profile(String file, String path) {
        try {
            return withoutBlanks(new String(files.read(model.directory().resolve(file)), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            findings.error(path, "cannot read the seccomp profile " + file);
            return "";
        }
    }

    /** JSON without the blanks between its tokens. */
    private static String withoutBlanks(String json) {
        StringBuilder text = new StringBuilder(json.length());
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (quoted || !Character.isWhitespace(c)) {
                text.append(c);
            }
            if (quoted && c == '\\' && i + 1 < json.length()) {
                text.append(json.charAt(++i));
            }
        }
        return text.toString();
    }
}
