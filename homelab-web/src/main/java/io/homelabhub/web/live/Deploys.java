package io.homelabhub.web.live;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.PlanFingerprint;
import io.homelabhub.report.RunBoard;
import io.homelabhub.report.RunDocument;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plans that were shown, and the one that is being applied. Only a plan that was shown can be applied, and only if it would come out the
 * same once more, under the project's lock. Thread-safe.
 */
public final class Deploys implements ProgressListener {
    private static final int SHOWN = 16;
    /** The board is told no more often than this. */
    private static final Duration PACE = Duration.ofMillis(100);

    private final Broadcast broadcast;
    private final Timing timing;
    private final Map<String, PreparedPlan> shown = Collections.synchronizedMap(new Shown());
    private final Map<String, Integer> endings = new TreeMap<>();
    private RunBoard board = new RunBoard();
    private Cancellation cancellation = new Cancellation();
    private boolean running;
    private int number;
    private Duration lastTook = Duration.ZERO;
    private @Nullable Mailbox<Boolean> news;
    private volatile Consumer<ApplyResult> owner = result -> {};

    /** The plans that were shown last. */
    private static final class Shown extends LinkedHashMap<String, PreparedPlan> {
        private static final long serialVersionUID = 1L;
        private static final float USUAL_LOAD = 0.75f;

        /** One that is shown again is the newest. */
        Shown() {
            super(2 * SHOWN, USUAL_LOAD, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedPlan> eldest) {
            return size() > SHOWN;
        }
    }

    /** How a deploy began. */
    public sealed interface Beginning {
        /** It is under way, or has ended already. */
        record Begun() implements Beginning {}

        /** It was not begun, and why not. */
        record Refused(RuntimeException failure) implements Beginning {}
    }

    /** Of one server. */
    public Deploys(Broadcast broadcast, Timing timing) {
        this.broadcast = broadcast;
        this.timing = timing;
    }

    /** Who else hears what became of a deploy, on a thread of its own. */
    public void tell(Consumer<ApplyResult> owner) {
        this.owner = owner;
    }

    /** Plans to deploy {@code names}, to show it to somebody. */
    public PreparedPlan plan(HomelabRuntime runtime, List<String> names) {
        PreparedPlan prepared = runtime.plan(DeployRequest.of(names));
        shown.put(PlanFingerprint.of(prepared.plan()), prepared);
        return prepared;
    }

    /** A plan that was shown lately. */
    public Optional<PreparedPlan> shown(String fingerprint) {
        return Optional.ofNullable(shown.get(fingerprint));
    }

    /** Applies a plan on a thread of its own, and waits until it has begun or was refused. One at a time: empty if one is under way. */
    public Optional<Beginning> begin(PreparedPlan prepared) throws InterruptedException {
        Mailbox<Beginning> beginning = timing.mailbox();
        synchronized (this) {
            if (running) {
                return Optional.empty();
            }
            running = true;
            number++;
            board = new RunBoard();
            cancellation = new Cancellation();
            news = timing.mailbox();
            Mailbox<Boolean> ours = news;
            timing.start("homelab-web-board", () -> tellBoard(ours, beginning));
        }
        timing.start("homelab-web-deploy", () -> run(prepared, beginning));
        return Optional.of(beginning.take());
    }

    private void run(PreparedPlan prepared, Mailbox<Beginning> beginning) {
        Cancellation ours;
        synchronized (this) {
            ours = cancellation;
        }
        try {
            ended(prepared.run(ours));
            beginning.put(new Beginning.Begun());
        } catch (RuntimeException failure) {
            failed(failure);
            beginning.put(new Beginning.Refused(failure));
        } finally {
            over();
        }
    }

    @Override
    public synchronized void on(HomelabEvent event) {
        board.on(event);
        if (news != null) {
            news.put(false);
        }
    }

    private void tellBoard(Mailbox<Boolean> ours, Mailbox<Beginning> beginning) {
        try {
            boolean over = false;
            while (!over) {
                over = ours.take();
                if (!over) {
                    beginning.put(new Beginning.Begun());
                    tell();
                    timing.sleep(PACE);
                }
                for (Optional<Boolean> more = ours.take(Duration.ZERO);
                        more.isPresent();
                        more = ours.take(Duration.ZERO)) {
                    over |= more.get();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        synchronized (this) {
            broadcast.state("run", numbered(RunDocument.of(board, timing.now())));
        }
    }

    /** Tells the board of a run, its end and those of another apart. */
    private Map<String, ?> numbered(Map<String, ?> document) {
        Map<String, Object> numbered = new LinkedHashMap<>(document);
        numbered.put("number", number);
        return numbered;
    }

    private void ended(ApplyResult result) {
        synchronized (this) {
            endings.merge(String.valueOf(RunDocument.of(result).get("ending")), 1, Integer::sum);
            lastTook = result.took();
        }
        tell();
        broadcast.state("result", numbered(RunDocument.of(result)));
        timing.start("homelab-web-notify", () -> owner.accept(result));
    }

    private synchronized void failed(RuntimeException failure) {
        endings.merge("refused", 1, Integer::sum);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ending", "refused");
        document.put("success", false);
        document.put("sentence", Words.of(failure));
        document.put("failures", List.of());
        document.put("notices", List.of());
        broadcast.state("result", numbered(document));
    }

    private synchronized void over() {
        running = false;
        if (news != null) {
            news.put(true);
        }
    }

    /** Ends the deploy that is under way early, and takes back what it did; again: at once. Whether there is one. */
    public synchronized boolean cancel() {
        if (running) {
            if (cancellation.isRequested()) {
                cancellation.cancelNow();
            } else {
                cancellation.cancel();
            }
        }
        return running;
    }

    /** Ends the deploy that is under way, if there is one, and waits until it has. Interrupted, it ends it at once. */
    public void end() {
        boolean interrupted = false;
        while (cancelledOnce()) {
            try {
                timing.sleep(PACE);
            } catch (InterruptedException urgent) {
                interrupted = true;
                cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean cancelledOnce() {
        if (running) {
            cancellation.cancel();
        }
        return running;
    }

    /** How many deploys from the page have ended how, by the ending's name. */
    public synchronized Map<String, Integer> endings() {
        return new TreeMap<>(endings);
    }

    /** How long the last of them took; zero before the first. */
    public synchronized Duration lastTook() {
        return lastTook;
    }
}
