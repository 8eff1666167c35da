package io.homelabhub.web.live;

import io.homelabhub.time.Mailbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One page's way to hear. One thread takes; any may put. */
public final class Listener {
    /** Who has left more than this unheard is told no more: it comes again, and hears how things stand then. */
    private static final int MOST_UNHEARD = 512;

    private final Mailbox<Message> mailbox;
    private final AtomicInteger unheard = new AtomicInteger();

    Listener(Mailbox<Message> mailbox) {
        this.mailbox = mailbox;
    }

    void put(Message message) {
        if (!hasFallenBehind()) {
            unheard.incrementAndGet();
            mailbox.put(message);
        }
    }

    /** Whether something was left out, so that it has to begin anew. */
    public boolean hasFallenBehind() {
        return unheard.get() > MOST_UNHEARD;
    }

    /**
     * The next message.
     *
     * @param within the longest wait
     * @return empty if there is none in that time
     */
    public Optional<Message> next(Duration within) throws InterruptedException {
        Optional<Message> message = mailbox.take(within);
        if (message.isPresent() && !hasFallenBehind()) {
            unheard.decrementAndGet();
        }
        return message;
    }
}
