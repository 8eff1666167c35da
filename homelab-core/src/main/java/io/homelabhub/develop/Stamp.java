package io.homelabhub.develop;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from the next without reading it.
 *
 * @param folder whether other files are in it
 * @param key what stays the same as long as it is the same file, where the machine knows that
 * @param modified when its content changed last
 * @param size in bytes; 0 for a folder, whose size says nothing of it
 */
record Stamp(boolean folder, @Nullable Object key, FileTime modified, long size) {
    static Stamp of(BasicFileAttributes attributes) {
        return attributes.isDirectory()
                ? new Stamp(true, null, FileTime.fromMillis(0), 0)
                : new Stamp(false, attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
    }
}
