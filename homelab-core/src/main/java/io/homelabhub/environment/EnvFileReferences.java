package io.homelabhub.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The variables that files of variables ask for in turn, as in {@code URL=https://$HOST}. */
final class EnvFileReferences {
    private final Set<String> names = new HashSet<>();

    EnvFileReferences(Collection<Path> files) {
        for (Path file : files) {
            try {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                text.lines()
                        .filter(line -> line.indexOf('$') >= 0)
                        .forEach(line -> names.addAll(VariableScan.names(line, new HashSet<>())));
            } catch (IOException gone) {
                // the loader has told of it
            }
        }
    }

    Set<String> names() {
        return names;
    }
}
