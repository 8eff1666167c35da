package io.homelabhub.sops.store;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** INI: sections of names with values. A comment belongs to the section that it stands in, one above a section to that. */
final class IniStore implements Store {
    private static final String UNNAMED = "DEFAULT";

    @Override
    public SopsContent read(Path file, byte[] content) {
        Reading reading = new Reading(file);
        reading.lines(SourceText.of(file, content));
        return reading.content();
    }

    @Override
    public byte[] write(Path file, SopsContent content) {
        return IniLayout.write(file, content, UNNAMED);
    }

    /** One pass over a file. */
    private static final class Reading {
        private final Path file;
        private final List<SopsMember> sections = new ArrayList<>();
        private final List<SopsMember> comments = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private List<SopsMember> members = new ArrayList<>();
        private SopsMember section;

        Reading(Path file) {
            this.file = file;
            this.section = new SopsMember(UNNAMED, SopsMap.EMPTY, SourceLocation.of(file));
        }

        void lines(String text) {
            int number = 0;
            for (String raw : text.split("\n", -1)) {
                line(raw.strip(), new SourceLocation(file, ++number, 1));
            }
            endSection();
            if (!problems.isEmpty()) {
                throw new InvalidInputException(problems);
            }
        }

        private void line(String line, SourceLocation at) {
            if (line.startsWith(";") || line.startsWith("#")) {
                comments.add(SopsMember.of(new SopsComment(line.substring(1).strip(), at)));
            } else if (line.startsWith("[") && line.endsWith("]")) {
                endSection();
                section = new SopsMember(line.substring(1, line.length() - 1).strip(), SopsMap.EMPTY, at);
            } else if (!line.isEmpty()) {
                value(line, at);
            }
        }

        private void value(String line, SourceLocation at) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                problems.add(Problem.error(at, section.key(), "expected NAME = value"));
                return;
            }
            members.addAll(comments);
            comments.clear();
            String key = line.substring(0, equals).strip();
            members.add(new SopsMember(
                    key, SopsValue.string(line.substring(equals + 1).strip(), at), at));
        }

        private void endSection() {
            if (!members.isEmpty() || !section.key().equals(UNNAMED)) {
                sections.add(section.withValue(new SopsMap(members)));
            }
            members = new ArrayList<>();
        }

        SopsContent content() {
            SopsMap whole = new SopsMap(sections);
            Optional<SopsMap> metadata = whole.get(SopsContent.METADATA)
                    .map(SopsMap.class::cast)
                    .map(flat -> FlatMetadata.nested(flat.members().stream()
                            .filter(member -> !member.isComment())
                            .map(Reading::unescaped)
                            .toList()));
            return new SopsContent(List.of(whole.without(SopsContent.METADATA)), metadata);
        }

        private static SopsMember unescaped(SopsMember member) {
            SopsValue value = (SopsValue) member.value();
            return member.withValue(SopsValue.string(value.text().replace("\\n", "\n"), value.location()));
        }
    }
}
