package io.homelabhub.job;

/** Is told what happens to jobs, by several threads at once. */
@FunctionalInterface
public interface JobListener {
    /** Hears nothing. */
    JobListener NONE = event -> {};

    void on(JobEvent event);
}
