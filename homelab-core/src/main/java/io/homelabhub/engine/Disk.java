package io.homelabhub.engine;

/** What an engine can be asked about its disk. */
public interface Disk {
    /**
     * Adds up what images, containers, volumes and builds hold. The engine walks through all files for that, which takes seconds
     * to minutes where there are many.
     */
    DiskUsage diskUsage();
}
