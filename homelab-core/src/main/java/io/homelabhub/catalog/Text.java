package io.homelabhub.catalog;

import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A single value, taken as it is written: {@code version: 1.10} is the text {@code 1.10}.
 *
 * @param words what it is, for people
 * @param pattern a regular expression that the whole of it must match
 */
record Text(String words, Pattern pattern) implements Shape<String> {
    static final Text ANY = new Text("a text", Pattern.compile("(?s).*"));
    static final Text LINE = new Text("a line of text that is not blank", Pattern.compile("(?=.*\\S).+"));
    static final Text NAME = new Text(
            "a name of letters, digits, dots, dashes and underscores", Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*"));
    static final Text PLACE = new Text(
            "the name of a host, or a label that one has, as disk=big",
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(=\\S+)?"));
    static final Text VARIABLE =
            new Text("a name of letters, digits and underscores", Pattern.compile("[A-Za-z_][A-Za-z0-9_]*"));
    static final Text NOTE_ID = new Text(
            "the id of a note, as unlisted-port or foreign-key:dns", Pattern.compile("[a-z]+(-[a-z]+)*(:.+)?"));
    static final Text NOTICE_KIND =
            new Text("failure, recovery, update or backup", Pattern.compile("failure|recovery|update|backup"));
    static final Text REACTION = new Text(
            "recreate, restart, ignore, or signal: and a signal",
            Pattern.compile("recreate|restart|ignore|signal:[A-Z0-9+-]+"));
    static final Text ENDPOINT = new Text(
            "the address of an engine, as unix:///var/run/docker.sock, tcp://10.0.0.2:2376 or ssh://ann@10.0.0.2",
            Pattern.compile("unix:///[^\\s:]+|npipe:////\\S+"
                    + "|tcp://([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}"
                    + "|ssh://([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9._-]*(:\\d{1,5})?(/[^\\s:]*)?"));
    static final Text ADDRESS = new Text(
            "a name or an address, as nas.lan, 10.0.0.2 or fd00::2",
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|[0-9a-fA-F:]+(:[0-9.]+)?"));
    static final Text SECONDS =
            new Text("a duration of 10m at most, as 5s", Pattern.compile("(\\d{1,3}s)|([1-9]m)|10m|\\d{1,6}ms"));

    @Override
    public Optional<String> read(YamlNode node, String path, Findings findings) {
        if (!(node instanceof YamlScalar scalar)) {
            return refuse(node, path, findings);
        }
        if (!pattern.matcher(scalar.text()).matches()) {
            findings.error(path, "expected %s, found %s".formatted(words, Findings.shown(scalar.text())));
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }
}
