package io.homelabhub.sops.store;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines {@code KEY=value} as sops has them: no quotes and no variables, the key and the value to the byte, and {@code \n} for a line
 * end within a value.
 */
final class DotEnvStore implements Store {
    private static final String PREFIX = SopsContent.METADATA + "_";

    @Override
    public SopsContent read(Path file, byte[] content) {
        List<SopsMember> own = new ArrayList<>();
        List<SopsMember> metadata = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int number = 0;
        // a letter a byte, as a value need not be text
        for (String line : new String(content, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            number++;
            int equals = line.indexOf('=');
            if (line.startsWith("#")) {
                own.add(SopsMember.of(new SopsComment(text(line.substring(1)), new SourceLocation(file, number, 1))));
            } else if (equals < 0 && !line.isEmpty()) {
                problems.add(Problem.error(new SourceLocation(file, number, 1), "", "expected KEY=value")
                        .withSuggestion("write a line end within a value as \\n"));
            } else if (!line.isEmpty()) {
                SopsMember member = member(file, number, line, equals);
                (member.key().startsWith(PREFIX) ? metadata : own).add(member);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return content(own, metadata);
    }

    private static SopsContent content(List<SopsMember> own, List<SopsMember> metadata) {
        List<SopsMember> names = metadata.stream()
                .map(member ->
                        new SopsMember(member.key().substring(PREFIX.length()), member.value(), member.location()))
                .toList();
        return new SopsContent(
                List.of(new SopsMap(own)),
                names.isEmpty() ? Optional.empty() : Optional.of(FlatMetadata.nested(names)));
    }

    private static SopsMember member(Path file, int number, String line, int equals) {
        String value = line.substring(equals + 1).replace("\\n", "\n");
        return new SopsMember(
                text(line.substring(0, equals)),
                SopsValue.string(
                        value.getBytes(StandardCharsets.ISO_8859_1), new SourceLocation(file, number, equals + 2)),
                new SourceLocation(file, number, 1));
    }

    private static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] write(Path file, SopsContent content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (SopsMember member : content.documents().get(0).members()) {
            if (member.value() instanceof SopsComment comment) {
                line(out, ("#" + comment.text()).getBytes(StandardCharsets.UTF_8));
            } else {
                line(out, (member.key() + "=").getBytes(StandardCharsets.UTF_8), value(member));
            }
        }
        content.metadata()
                .map(FlatMetadata::flat)
                .ifPresent(flat -> flat.forEach((name, value) -> line(
                        out, (PREFIX + name + "=" + value.replace("\n", "\\n")).getBytes(StandardCharsets.UTF_8))));
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, byte[]... parts) {
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        out.write('\n');
    }

    private static byte[] value(SopsMember member) {
        if (!isKey(member.key())) {
            throw SopsFormat.refused(
                    member.location(),
                    member.key(),
                    "a dotenv file cannot hold this name",
                    "use letters, digits and _");
        } else if (!(member.value() instanceof SopsValue value) || value.type() == SopsType.NULL) {
            throw SopsFormat.refused(
                    member.location(), member.key(), "a dotenv file holds texts only", "use a YAML file");
        } else if (value.type() == SopsType.BYTES) {
            return new String(value.bytes(), StandardCharsets.ISO_8859_1)
                    .replace("\n", "\\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        } else {
            return value.shown().replace("\n", "\\n").getBytes(StandardCharsets.UTF_8);
        }
    }

    private static boolean isKey(String key) {
        return !key.startsWith("#") && key.indexOf('=') < 0 && key.indexOf('\n') < 0 && !key.startsWith(PREFIX);
    }
}
