package io.homelabhub.resource;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file that is put into a container after it is created and before it starts: a Compose config or secret that does not
 * come from a file of the host.
 */
public final class FileContent {
    private final String path;
    private final int mode;
    private final long uid;
    private final long gid;
    private final byte[] content;

    /**
     * @param path absolute in the container
     * @param mode permission bits, 0 to 07777
     * @param uid owner, 0 or more
     * @param gid group, 0 or more
     * @param content the bytes; copied
     */
    public FileContent(String path, int mode, long uid, long gid, byte[] content) {
        this.path = path;
        this.mode = mode;
        this.uid = uid;
        this.gid = gid;
        this.content = content.clone();
    }

    public String path() {
        return path;
    }

    public int mode() {
        return mode;
    }

    public long uid() {
        return uid;
    }

    public long gid() {
        return gid;
    }

    /** A copy of the bytes. */
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileContent file
                && path.equals(file.path)
                && mode == file.mode
                && uid == file.uid
                && gid == file.gid
                && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
        return path.hashCode() * 31 + Arrays.hashCode(content);
    }

    /** Path and size; never the content. */
    @Override
    public String toString() {
        return "FileContent[" + path + ", " + content.length + " bytes]";
    }
}
