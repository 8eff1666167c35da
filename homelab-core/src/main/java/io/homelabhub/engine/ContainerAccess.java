package io.homelabhub.engine;

import io.homelabhub.resource.FileContent;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The ways into a container: commands that are run in it, its own process' streams, and its files. Nothing of a stream is kept. */
public interface ContainerAccess {
    /**
     * Runs a command in a container that runs, beside its own process.
     *
     * @param container id or name
     * @return to be closed; closing it ends neither the command nor the container
     * @throws EngineException {@code NOT_FOUND} if there is no such container, {@code CONFLICT} if it does not run
     */
    ContainerSession exec(String container, ExecRequest request);

    /**
     * Runs a command in a container that runs, and leaves it to itself: its streams lead nowhere.
     *
     * @param container id or name
     * @throws EngineException as {@link #exec} does; of a command that the container does not have not every engine tells
     */
    void execDetached(String container, ExecRequest request);

    /**
     * Joins the streams of a container's own process. A container that does not run yet can be attached to as well, so that
     * nothing of what it writes is missed; the exit code is then that of its next end.
     *
     * @param container id or name
     * @return to be closed; closing it does not end the container
     * @throws EngineException {@code NOT_FOUND} if there is no such container
     */
    ContainerSession attach(String container, AttachRequest request);

    /**
     * What is at a path of a container, running or not. A link is told as such, and not followed.
     *
     * @param container id or name
     * @param path absolute
     * @return empty if nothing is there
     * @throws EngineException {@code NOT_FOUND} if there is no such container
     */
    Optional<PathStatus> pathStatus(String container, String path);

    /**
     * Reads a file or a folder with all that is in it, as a tar archive whose entries begin with the last part of {@code path}:
     * with modes, owners, times and links.
     *
     * @param container id or name
     * @param path absolute
     * @return to be closed; read as it comes, and by one thread at a time
     * @throws EngineException {@code NOT_FOUND} if there is no such container or path
     */
    InputStream archive(String container, String path);

    /**
     * Reads small files as wholes, with their modes and owners.
     *
     * @param container id or name; it may run or not
     * @param paths absolute; what is not there, or is no file, is left out
     * @return in the order of the paths
     * @throws EngineException {@code NOT_FOUND} if there is no such container
     */
    List<FileContent> files(String container, List<String> paths);

    /**
     * Unpacks a tar archive into a folder of a container, running or not, and returns when all of it is there.
     *
     * @param container id or name
     * @param folder absolute; it has to be there
     * @param tar read to its end, and not closed
     * @param toUser whether the user that the container runs as owns what is unpacked; else the owners of the archive
     *     ({@code copyUIDGID} of the Engine API). Docker 20.10 refuses a user that its host does not know by name or
     *     number, such as {@code 1000:1000}
     * @throws EngineException {@code NOT_FOUND} if there is no such container or folder, {@code REJECTED} if a file would take the
     *     place of a folder or the other way round
     */
    void extract(String container, String folder, InputStream tar, boolean toUser);
}
