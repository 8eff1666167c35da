package io.homelabhub.backup;

/** Told what happens, on the thread that waits for it; what it throws ends the run as any failure does. */
@FunctionalInterface
public interface BackupListener {
    /** Nobody. */
    BackupListener NONE = event -> {};

    /** Something happens. */
    void on(BackupEvent event);
}
