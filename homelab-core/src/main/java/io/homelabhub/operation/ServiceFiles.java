package io.homelabhub.operation;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.PathStatus;
import io.homelabhub.session.Session;
import java.io.InputStream;
import java.util.Optional;

/** The files of one container of a service, running or not, with an engine of its own until it is closed. Not for several threads. */
public final class ServiceFiles implements AutoCloseable {
    private final Session session;
    private final String container;

    ServiceFiles(Session session, String container) {
        this.session = session;
        this.container = container;
    }

    private Engine engine() {
        return session.await().engine();
    }

    /** The container's name. */
    public String container() {
        return container;
    }

    /**
     * What is at a path; a link is told as such.
     *
     * @param path absolute
     * @return empty if nothing is there
     * @throws EngineException if the container has gone, or the engine does not answer
     */
    public Optional<PathStatus> status(String path) {
        return engine().pathStatus(container, path);
    }

    /**
     * Reads a file or a folder, as a tar archive whose entries begin with the last part of {@code path}.
     *
     * @param path absolute
     * @return to be closed; read as it comes
     * @throws EngineException {@code NOT_FOUND} if nothing is there
     */
    public InputStream copyFrom(String path) {
        return engine().archive(container, path);
    }

    /**
     * Unpacks a tar archive, and returns when all of it is there.
     *
     * @param folder absolute; it has to be there
     * @param tar read to its end, and not closed
     * @param toUser whether the user that the container runs as owns what is unpacked; else the owners of the archive
     * @throws EngineException {@code NOT_FOUND} without the folder; {@code REJECTED} if a file would take the place of a folder or the
     *     other way round
     */
    public void copyTo(String folder, InputStream tar, boolean toUser) {
        engine().extract(container, folder, tar, toUser);
    }

    @Override
    public void close() {
        session.close();
    }
}
