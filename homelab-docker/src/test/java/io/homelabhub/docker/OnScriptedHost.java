package io.homelabhub.docker;

import io.homelabhub.docker.ScriptedHost.Impatient;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.Action;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the Docker engine against a host that does what a script says. */
abstract class OnScriptedHost {
    static final String SECRET = "hunter2-and-more";

    @TempDir
    Path folder = Path.of("set by JUnit");

    ScriptedHost host;
    Engine engine;

    @BeforeEach
    void open() {
        host = new ScriptedHost(folder);
        engine = host.engine(new Impatient());
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
        host.close();
    }

    Effect perform(Action action) {
        return engine.perform(action, ActionProgress.NONE);
    }

    EngineException refused(Action action) {
        try {
            perform(action);
        } catch (EngineException refusal) {
            return refusal;
        }
        throw new AssertionError(action + " was not refused");
    }
}
