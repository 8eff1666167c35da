package io.homelabhub.definition;

import io.homelabhub.api.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether one of the files has changed that a project was read from, without reading them.
 *
 * @param files those that were read, there or not
 * @param stamps what each was known by when it was read
 */
@Api(Api.Status.INTERNAL)
public record FileStamps(List<Path> files, List<String> stamps) {
    public FileStamps {
        files = List.copyOf(files);
        stamps = List.copyOf(stamps);
    }

    /** Of the files as they are now. */
    public static FileStamps of(ProjectDefinition definition) {
        List<Path> files = new ArrayList<>();
        files.add(definition.catalog().file());
        files.addAll(definition.compose().configFiles());
        files.addAll(definition.compose().sources().composeFiles().keySet());
        files.addAll(definition.compose().sources().envFiles().keySet());
        return new FileStamps(files, stamps(files));
    }

    /** The same files, as they are now. */
    public FileStamps anew() {
        return new FileStamps(files, stamps(files));
    }

    private static List<String> stamps(List<Path> files) {
        return files.stream().map(FileStamps::stamp).toList();
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size();
        } catch (IOException absent) {
            return "";
        }
    }

    /** Whether one of them is another by now. */
    public boolean haveChanged() {
        return !stamps(files).equals(stamps);
    }
}
