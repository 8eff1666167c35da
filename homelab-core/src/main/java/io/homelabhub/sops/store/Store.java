package io.homelabhub.sops.store;

import io.homelabhub.problem.InvalidInputException;
import java.nio.file.Path;

/** Reads and writes one format. */
interface Store {
    /**
     * What {@code content} holds.
     *
     * @param file the name for locations; not opened
     * @throws InvalidInputException if it is not in this format; no message holds a value
     */
    SopsContent read(Path file, byte[] content);

    /**
     * The same as a file.
     *
     * @throws InvalidInputException if this format cannot hold it
     */
    byte[] write(Path file, SopsContent content);
}
