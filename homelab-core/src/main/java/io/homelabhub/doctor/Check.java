package io.homelabhub.doctor;

import java.util.List;

/** Looks at one thing. */
@FunctionalInterface
interface Check {
    /**
     * Looks.
     *
     * @return what was found, all-is-well included; nothing if the project has nothing of the kind
     * @throws io.homelabhub.engine.EngineException if the engine fails while it is asked; told as what could not be looked at
     */
    List<Finding> look(Circumstances circumstances);
}
