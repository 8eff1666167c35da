package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which jobs are run before another. */
final class JobOrder {
    private final Map<String, ComposeJob> jobs;
    private final Set<String> order = new LinkedHashSet<>();

    private JobOrder(Map<String, ComposeJob> jobs) {
        this.jobs = jobs;
    }

    /**
     * The jobs that a job needs, each after those that it needs itself.
     *
     * @param jobs by name, without a circle
     */
    static List<String> before(String job, Map<String, ComposeJob> jobs) {
        JobOrder order = new JobOrder(jobs);
        order.add(job);
        order.order.remove(job);
        return List.copyOf(order.order);
    }

    private void add(String name) {
        ComposeJob job = jobs.get(name);
        if (job != null && !order.contains(name)) {
            job.workload().dependsOn().keySet().forEach(this::add);
            order.add(name);
        }
    }
}
