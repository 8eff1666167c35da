package io.homelabhub.develop;

import java.io.OutputStream;

/** Told of what a watch does. */
@FunctionalInterface
public interface WatchListener {
    /** Something has been done, or has failed. */
    void on(WatchEvent event);

    /** Where commands that a change runs write to; nowhere unless said otherwise. */
    default OutputStream output() {
        return OutputStream.nullOutputStream();
    }
}
