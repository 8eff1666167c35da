package io.homelabhub.engine;

/** What an engine tells on a thread of its own, until it is closed. */
public interface Watch extends AutoCloseable {
    /** Nothing more is told from now on; what another thread is telling meanwhile may still come to its end. Twice is harmless. */
    @Override
    void close();
}
