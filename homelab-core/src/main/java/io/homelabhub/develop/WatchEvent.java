package io.homelabhub.develop;

import java.util.List;

/** What a watch tells of. All come from the thread that calls {@link DevelopmentWatch}, in order. */
public sealed interface WatchEvent {
    /** By its name in the Compose files. */
    String service();

    /**
     * Files have been copied into the containers of a service, or removed from them.
     *
     * @param written how many files, folders and links
     * @param removed how many paths
     * @param first one of them, by its place in the container
     * @param initial whether this was all that there is, rather than what has changed
     */
    record Synced(String service, int written, int removed, String first, boolean initial) implements WatchEvent {}

    /** The images of services are built anew; told with the first of them, before. */
    record Rebuilding(String service, List<String> services) implements WatchEvent {
        public Rebuilding {
            services = List.copyOf(services);
        }
    }

    /** They run with their new images. */
    record Rebuilt(String service, List<String> services) implements WatchEvent {
        public Rebuilt {
            services = List.copyOf(services);
        }
    }

    /** The containers of a service have been restarted. */
    record Restarted(String service) implements WatchEvent {}

    /** A command has been run in a container of a service after a copy. */
    record Executed(String service, int exitCode) implements WatchEvent {}

    /**
     * What a change asks for could not be done, or not with all files; the watch goes on. It is tried again by itself where the engine was gone or busy, and with the next
     * change where files could not be read; failing in the same way then is not told again.
     */
    record Failed(String service, WatchAction action, Exception failure) implements WatchEvent {}
}
