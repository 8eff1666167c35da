package io.homelabhub.sops.store;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** INI as sops lays it out: the equals signs of a section in one column, an empty line before each but the first. */
final class IniLayout {
    /** What a reader takes for a delimiter, a comment or a section. */
    private static final Pattern NO_NAME = Pattern.compile("(?s).*[=:\\n\\r`\"'].*|[;#\\[].*|\\s.*|.*\\s|");

    /** What a reader takes for a comment, a quote or a line that goes on; sops would quote it, and this reader takes no quotes off. */
    private static final Pattern NO_VALUE = Pattern.compile("(?s).*[#;\\n\\r`].*|[\"'].*|\\s.*|.*\\s|.*\\\\");

    private final StringBuilder text = new StringBuilder();

    /** @param unnamed the section whose head is left out */
    static byte[] write(Path file, SopsContent content, String unnamed) {
        IniLayout layout = new IniLayout();
        for (SopsMember member : content.documents().get(0).members()) {
            if (member.value() instanceof SopsMap section) {
                layout.section(member.key().equals(unnamed) ? "" : member.key(), section.members());
            } else {
                throw refused(member, "an INI file holds sections of values only");
            }
        }
        content.metadata().map(FlatMetadata::flat).ifPresent(flat -> {
            List<SopsMember> members = new ArrayList<>();
            SourceLocation place = SourceLocation.of(file);
            flat.forEach((name, value) ->
                    members.add(new SopsMember(name, SopsValue.string(value.replace("\n", "\\n"), place), place)));
            layout.section(SopsContent.METADATA, members);
        });
        return layout.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void section(String name, List<SopsMember> members) {
        text.append(text.isEmpty() ? "" : "\n");
        text.append(name.isEmpty() ? "" : "[" + name + "]\n");
        int width =
                members.stream().mapToInt(member -> member.key().length()).max().orElse(0);
        for (SopsMember member : members) {
            if (member.value() instanceof SopsComment comment) {
                comment.text()
                        .lines()
                        .forEach(line -> text.append("; ").append(line).append('\n'));
            } else {
                String padding = " ".repeat(width - member.key().length());
                text.append(member.key())
                        .append(padding)
                        .append(" = ")
                        .append(value(member))
                        .append('\n');
            }
        }
    }

    private static String value(SopsMember member) {
        if (NO_NAME.matcher(member.key()).matches()) {
            throw refused(member, "an INI file cannot hold this name");
        } else if (!(member.value() instanceof SopsValue value)
                || value.type() == SopsType.NULL
                || value.type() == SopsType.BYTES) {
            throw refused(member, "an INI file holds texts only");
        } else if (NO_VALUE.matcher(value.shown()).matches()) {
            throw refused(member, "an INI file cannot hold this value without quotes, which Homelab does not write");
        } else {
            return value.shown();
        }
    }

    private static RuntimeException refused(SopsMember member, String message) {
        return SopsFormat.refused(member.location(), member.key(), message, "use a YAML file");
    }
}
