package io.homelabhub.testkit.fleet;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.plan.Action;
import java.util.Optional;

/** An engine as one deploy or undeploy sees it: whoever acts holds its lock, and one that was killed does nothing more. */
final class WatchedEngine extends DelegatingEngine {
    private final int host;
    private final FleetStage stage;
    private volatile boolean locked;

    WatchedEngine(Engine engine, int host, FleetStage stage) {
        super(engine);
        this.host = host;
        this.stage = stage;
    }

    private void requireAlive() {
        if (stage.isKilled()) {
            throw new EngineException(EngineException.Kind.UNREACHABLE, "the deploy was killed");
        }
    }

    @Override
    public Optional<LockHolder> acquireLock(String project, LockHolder holder) {
        requireAlive();
        Optional<LockHolder> other = super.acquireLock(project, holder);
        locked = other.isEmpty();
        return other;
    }

    @Override
    public Effect releaseLock(String project, LockHolder holder) {
        requireAlive();
        Effect effect = super.releaseLock(project, holder);
        locked = false;
        return effect;
    }

    @Override
    public Effect perform(Action action, ActionProgress progress) {
        requireAlive();
        if (!locked) {
            stage.violated("on " + FleetWorld.hostName(host) + " without its lock: " + action);
        }
        if (action instanceof Action.StartContainer start) {
            stage.starts(start.container(), host);
        }
        if (action instanceof Action.StopContainer stop) {
            stage.goes(stop.container(), host);
        } else if (action instanceof Action.RemoveContainer removal) {
            stage.goes(removal.container(), host);
        }
        return super.perform(action, progress);
    }
}
