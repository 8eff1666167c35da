package io.homelabhub.testkit.contract;

import io.homelabhub.api.Api;
import io.homelabhub.engine.Engine;
import io.homelabhub.time.Timing;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every engine has to do, one clause a test.
 *
 * <p>Extend it, open an engine, and run it. A clause carries its level and number: {@code required} holds for every
 * engine; where one is known to do otherwise, the {@link Difference} says how, and the clause requires just that of it. It
 * is skipped for a {@link Feature} that the engine or the machine lacks. Each clause uses names of its own and removes what it
 * made, so the engine may be in use by others.
 */
@Api(Api.Status.PROVISIONAL)
public abstract class EngineContract
        implements ContainerClauses,
                LifeClauses,
                EventClauses,
                LogClauses,
                UsageClauses,
                AccessClauses,
                PortClauses,
                HealthClauses,
                NetworkClauses,
                NeighbourClauses,
                StorageClauses,
                HostClauses {
    private @Nullable Bench bench;

    /** Opens an engine that answers. Called once for each clause. */
    protected abstract Engine openEngine();

    /**
     * An image that is on the engine already and in which {@link Program#command()} does what the program says.
     *
     * @param program what it has to do; one image may serve for all
     */
    protected abstract String image(Program program);

    /** An image that can be pulled and need not be there. */
    protected abstract String pullableImage();

    /** An image that the registry says it does not have. Default: one of a name that nobody has taken. */
    protected String absentImage() {
        return "homelab-contract-absent:1";
    }

    /** What this engine does not have. Default: nothing. */
    protected Set<Feature> lacks() {
        return Set.of();
    }

    /** What this engine is known to do otherwise; the clauses concerned then require that. Default: nothing. */
    protected Set<Difference> differences() {
        return Set.of();
    }

    /** The clock by which clauses wait. Default: the machine's own. */
    protected Timing timing() {
        return Timing.system();
    }

    @BeforeEach
    final void openBench() {
        openAgain();
    }

    @Override
    public final void openAgain() {
        bench = new Bench(openEngine(), timing(), this::image, pullableImage(), absentImage());
    }

    @AfterEach
    final void closeBench() {
        bench().close();
    }

    @Override
    public final Bench bench() {
        if (bench == null) {
            throw new IllegalStateException("no clause is under way");
        }
        return bench;
    }

    @Override
    public final boolean differs(Difference difference) {
        return differences().contains(difference);
    }

    @Override
    public final void needs(Feature feature) {
        Assumptions.assumeFalse(lacks().contains(feature), () -> "this engine lacks " + feature);
    }
}
