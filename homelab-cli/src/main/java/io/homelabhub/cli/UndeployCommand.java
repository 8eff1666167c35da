package io.homelabhub.cli;

import io.homelabhub.RemovalRequest;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code homelab undeploy}: takes services away, and nothing that was not asked for. */
@CommandLine.Command(
        name = "undeploy",
        description = {
            "Stops services and removes their containers, dependants first.",
            "Services that something running needs are refused, and volumes stay, unless an option says otherwise."
        })
final class UndeployCommand implements Command {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Services, groups, patterns of the catalog, or all.")
    private List<String> names = List.of();

    @Option(names = "--with-dependents", description = "Takes away what needs the services too.")
    private boolean withDependents;

    @Option(names = "--prune-deps", description = "Takes away what the services needed and nothing else needs.")
    private boolean pruneDependencies;

    @Option(
            names = "--volumes",
            paramLabel = "VOLUME",
            arity = "1",
            split = ",",
            description = "Removes this volume and all data in it; more than one: with commas, or the option again.")
    private List<String> volumes = List.of();

    @Option(names = "--remove-orphans", description = "Removes containers of services that nothing describes any more.")
    private boolean removeOrphans;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    UndeployCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        Application application = new Application(invocation, run, format.format);
        return application.apply(application.runtime().planRemoval(request()));
    }

    private RemovalRequest request() {
        RemovalRequest request = RemovalRequest.of(names)
                .withDependents(withDependents)
                .withPruneDependencies(pruneDependencies)
                .withVolumes(Set.copyOf(volumes))
                .withRemoveOrphans(removeOrphans)
                .withLockWait(run.lockWait());
        return run.within().map(request::withWithin).orElse(request);
    }
}
