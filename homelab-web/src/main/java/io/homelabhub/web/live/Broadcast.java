package io.homelabhub.web.live;

import io.homelabhub.report.DocumentJson;
import io.homelabhub.sops.FreshBytes;
import io.homelabhub.time.Timing;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What every page is told, in one order. Thread-safe; telling never waits for a page.
 *
 * <p>Some messages say how things stand now: of these only the newest of a topic counts. Others say that something has happened: the
 * last 256 of them are kept, so that a page that was away for a moment misses nothing.
 */
public final class Broadcast {
    private static final int KEPT = 256;

    private final Timing timing;
    /** Numbers of another run of the program mean nothing here. */
    private final String run = FreshBytes.hex(4);

    private final Map<String, Message> states = new LinkedHashMap<>();
    private final Deque<Message> happenings = new ArrayDeque<>();
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private long last;

    /** Of one server. */
    public Broadcast(Timing timing) {
        this.timing = timing;
    }

    /** Tells how things stand now, in place of what was said of {@code topic} before; what says the same is not told again. */
    public synchronized void state(String topic, Map<String, ?> document) {
        String data = DocumentJson.line(document);
        Message before = states.get(topic);
        if (before == null || !before.data().equals(data)) {
            Message message = new Message(++last, topic, data);
            states.put(topic, message);
            tell(message);
        }
    }

    /** Tells that something has happened. */
    public synchronized void happened(String topic, Map<String, ?> document) {
        Message message = new Message(++last, topic, DocumentJson.line(document));
        happenings.addLast(message);
        if (happenings.size() > KEPT) {
            happenings.removeFirst();
        }
        tell(message);
    }

    private void tell(Message message) {
        listeners.forEach(listener -> listener.put(message));
        listeners.removeIf(Listener::hasFallenBehind);
    }

    /** What was last said of a topic. */
    public synchronized Optional<String> state(String topic) {
        return Optional.ofNullable(states.get(topic)).map(Message::data);
    }

    /**
     * Listens from now on, and hears first what it has missed.
     *
     * @param lastId of the last message that it has heard, by {@link #id}; empty, or of another run, for one that has heard nothing
     */
    public synchronized Listener listen(Optional<String> lastId) {
        long after = lastId.map(this::number).orElse(0L);
        Listener listener = new Listener(timing.mailbox());
        missed(after).forEach(listener::put);
        listeners.add(listener);
        return listener;
    }

    private List<Message> missed(long after) {
        return Stream.concat(states.values().stream(), happenings.stream())
                .filter(message -> message.number() > after)
                .sorted(Comparator.comparingLong(Message::number))
                .toList();
    }

    private long number(String id) {
        String digits = id.startsWith(run + "-") ? id.substring(run.length() + 1) : "";
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** By which a page says what it has heard. */
    public String id(Message message) {
        return run + "-" + message.number();
    }

    /** Listens no more. */
    public synchronized void leave(Listener listener) {
        listeners.remove(listener);
    }
}
