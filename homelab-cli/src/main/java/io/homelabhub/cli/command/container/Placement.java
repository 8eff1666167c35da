package io.homelabhub.cli.command.container;

import io.homelabhub.cli.line.UsageException;

/**
 * Where what is copied comes to stand, by the rules of {@code docker cp}: in a folder that is there, else as what is named, and with
 * {@code /.} behind the source its content alone.
 *
 * @param folder that it comes into
 * @param name that it has there; empty for the content of a folder, which comes into {@code folder} itself
 */
record Placement(String folder, String name) {
    /** What is there where something is to be copied to. */
    enum Found {
        NOTHING,
        FOLDER,
        FILE
    }

    /**
     * What is copied.
     *
     * @param path as it was given
     * @param isFolder whether it is one
     */
    record Source(String path, boolean isFolder) {
        private static final String CONTENT = "/.";

        boolean isContentAlone() {
            return path.endsWith(CONTENT) || path.equals(".");
        }

        /** The path without what says that its content alone is meant. */
        static String stripped(String path) {
            String bare = path.endsWith(CONTENT) ? path.substring(0, path.length() - CONTENT.length()) : path;
            while (bare.length() > 1 && bare.endsWith("/")) {
                bare = bare.substring(0, bare.length() - 1);
            }
            return bare.isEmpty() ? "/" : bare;
        }

        String name() {
            return lastOf(stripped(path));
        }
    }

    /** @throws UsageException if a folder would come to stand over a file, or a file in a folder that is not there */
    static Placement of(Source source, String target, Found found) {
        if (found == Found.FOLDER) {
            return new Placement(target, source.isFolder() && source.isContentAlone() ? "" : source.name());
        }
        if (found == Found.FILE && source.isFolder()) {
            throw new UsageException(
                    "copying " + source.path() + " to " + target + ": the one is a folder, the other a file");
        }
        if (target.endsWith("/") && !source.isFolder()) {
            throw new UsageException(
                    "copying " + source.path() + " to " + target + ": there is no such folder; make it first");
        }
        String bare = Source.stripped(target);
        int slash = bare.lastIndexOf('/');
        return new Placement(slash < 0 ? "." : slash == 0 ? "/" : bare.substring(0, slash), lastOf(bare));
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The name of something in an archive whose entries begin with {@code root}, with the name that it is to have; empty for none. */
    String renamed(String entry) {
        int slash = entry.indexOf('/');
        String below = slash < 0 ? "" : entry.substring(slash + 1);
        return name.isEmpty() ? below : below.isEmpty() ? name : name + "/" + below;
    }
}
