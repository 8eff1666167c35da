package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Signals;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.engine.EngineException;
import io.homelabhub.graph.Condition;
import io.homelabhub.operation.ContainerEnd;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceEnds;
import io.homelabhub.operation.ServiceLog;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A deploy whose services are listened to afterwards, until they end or somebody has had enough. */
final class FollowedDeploy {
    private static final Duration A_YEAR = Duration.ofDays(365);
    /** What has been told by then of services that run on; lines are held back for a fifth of a second. */
    private static final Duration LAST_LINES = Duration.ofMillis(500);
    /** How long an engine may take for the next of the last lines of what has ended. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Invocation invocation;
    private final AttendedApply application;
    private final FollowOptions follow;
    private final Timing timing;
    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    FollowedDeploy(Invocation invocation, AttendedApply application, FollowOptions follow) {
        this.invocation = invocation;
        this.application = application;
        this.follow = follow;
        this.timing = invocation.timing();
    }

    ExitStatus run(HomelabRuntime runtime, DeployRequest request) {
        FollowOptions.Until until = follow.until();
        Instant begin = timing.now();
        PreparedPlan prepared = runtime.plan(request.withAwaitAll(!follow.aborts()));
        List<String> services = services(prepared.plan());
        follow.codeFrom().ifPresent(service -> requireAmong(services, "--exit-code-from", service));
        List<String> heard = heard(runtime, services);
        ExitCode deployed = application.apply(prepared);
        if (deployed != ExitCode.DONE) {
            return deployed;
        }
        invocation
                .messages()
                .line(
                        follow.aborts()
                                ? "Following: Ctrl-C stops the services."
                                : "Following: Ctrl-C ends this, and the services go on.");
        invocation.console().flush();
        return followed(runtime, services, heard, begin, until);
    }

    /** By their Compose names, which name them in the catalog's stead as well. */
    private static List<String> services(Plan plan) {
        return plan.changes().stream()
                .map(Change::resource)
                .filter(resource -> resource.kind() == ResourceId.Kind.SERVICE)
                .map(ResourceId::name)
                .toList();
    }

    /** Whose lines are printed. */
    private List<String> heard(HomelabRuntime runtime, List<String> services) {
        List<String> heard = new ArrayList<>(services);
        if (!follow.silent().isEmpty()) {
            ProjectDefinition definition = runtime.definition();
            for (String name : follow.silent()) {
                String service = definition.composeName(name);
                requireAmong(services, "--no-attach", service);
                heard.remove(service);
            }
        }
        if (heard.isEmpty()) {
            throw new UsageException("--no-attach leaves nobody to follow; leave one out");
        }
        return heard;
    }

    private static void requireAmong(List<String> services, String option, String service) {
        if (!services.contains(service)) {
            throw new UsageException(
                    option + " " + service + ": it is not deployed here; give one of " + String.join(", ", services));
        }
    }

    private ExitStatus followed(
            HomelabRuntime runtime,
            List<String> services,
            List<String> heard,
            Instant begin,
            FollowOptions.Until until) {
        LogQuery query = LogQuery.of(heard).withSince(begin).following();
        try (ServiceLog log = runtime.services().logs(query, this::tell);
                ServiceEnds ends = runtime.services().ends(services, begin)) {
            Mailbox<Boolean> told = timing.mailbox();
            FollowedLog lines = new FollowedLog(invocation, log);
            Task printing = timing.start("homelab-follow", () -> {
                lines.print();
                told.put(true);
            });
            Optional<ContainerEnd> last = untilInterrupted(() -> awaitEnd(ends, completing(runtime), until));
            if (follow.aborts()) {
                stop(runtime, services, ends);
            }
            awaitLastLines(log, lines, told);
            printing.interrupt();
            return status(last);
        }
    }

    /** Ctrl-C ends the wait. */
    private <T> T untilInterrupted(Supplier<T> wait) {
        Thread waiting = Thread.currentThread();
        Signals signals = Signals.handledBy(() -> {
            interrupted.set(true);
            waiting.interrupt();
        });
        try {
            return wait.get();
        } finally {
            signals.close();
        }
    }

    private void tell(String notice) {
        invocation.messages().line(notice);
    }

    /** What others wait for to end well. */
    private static Set<String> completing(HomelabRuntime runtime) {
        return runtime.definition().graph().edges().stream()
                .filter(edge -> edge.conditions().contains(Condition.COMPLETED_SUCCESSFULLY))
                .map(edge -> edge.to())
                .collect(Collectors.toSet());
    }

    private Optional<ContainerEnd> awaitEnd(ServiceEnds ends, Set<String> completing, FollowOptions.Until until) {
        try {
            for (Optional<ContainerEnd> end = ends.next(A_YEAR); end.isPresent(); end = ends.next(A_YEAR)) {
                ContainerEnd one = end.get();
                note(one);
                boolean expected = one.exitCode() == 0 && completing.contains(one.service());
                boolean counts = until == FollowOptions.Until.ANY_ENDED
                        || (until == FollowOptions.Until.ANY_FAILED && one.exitCode() != 0);
                if (counts && !expected) {
                    return end;
                }
            }
            return Optional.empty();
        } catch (EngineException broken) {
            if (broken.kind() != EngineException.Kind.INTERRUPTED || !Thread.interrupted()) {
                throw broken;
            }
            return Optional.empty();
        }
    }

    private void note(ContainerEnd end) {
        codes.putIfAbsent(end.service(), end.exitCode());
        invocation.messages().line(end.container() + " ended with exit code " + end.exitCode());
        invocation.console().flush();
    }

    private void stop(HomelabRuntime runtime, List<String> services, ServiceEnds ends) {
        ExitCode unused = application.apply(runtime.services().plan(LifecycleRequest.stop(services)));
        if (follow.codeFrom().filter(service -> !codes.containsKey(service)).isPresent()) {
            for (Optional<ContainerEnd> end = ends.next(LAST_LINES); end.isPresent(); end = ends.next(LAST_LINES)) {
                note(end.get());
            }
        }
    }

    /** What was written last is still on its way when its container has ended. */
    private void awaitLastLines(ServiceLog log, FollowedLog lines, Mailbox<Boolean> told) {
        try {
            if (interrupted.get() && !follow.aborts()) {
                timing.sleep(LAST_LINES);
                return;
            }
            log.endFollowing();
            long before = -1;
            while (lines.printed() != before) {
                before = lines.printed();
                if (told.take(SILENCE).isPresent()) {
                    return;
                }
            }
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    private ExitStatus status(Optional<ContainerEnd> last) {
        Optional<Integer> asked = follow.codeFrom().map(service -> codes.getOrDefault(service, 0));
        Optional<Integer> ended = last.map(ContainerEnd::exitCode);
        return asked.or(() -> ended)
                .map(ExitStatus::passedOn)
                .orElse(interrupted.get() ? ExitCode.CANCELLED : ExitCode.DONE);
    }
}
