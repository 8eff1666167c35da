package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.fleet.FleetPlan;
import io.homelabhub.planning.RemovedImages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab undeploy}: takes services away, and nothing that was not asked for. */
public final class UndeployCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Stops services and removes their containers, dependants first.",
            "Refuses services that something running needs, and keeps volumes, unless an option says otherwise.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("1..*")
            .description("Services, groups, patterns or profiles, or all."));

    private final Supplier<Boolean> withDependents =
            syntax.flag(OptionSpec.builder("--with-dependents").description("Also removes what needs the services."));

    private final Supplier<Boolean> pruneDependencies = syntax.flag(OptionSpec.builder("--prune-deps")
            .description("Also removes what the services needed and nothing else needs."));

    private final Supplier<List<String>> volumes = syntax.values(
            String.class,
            OptionSpec.builder("--volumes")
                    .paramLabel("VOLUME")
                    .arity("1")
                    .splitRegex(",")
                    .description(
                            "Removes this volume and all its data; can be a list, or repeated. all means every volume of the project, and always asks, even with --yes."));

    private final Supplier<Boolean> removeOrphans = syntax.flag(OptionSpec.builder("--remove-orphans")
            .description("Removes containers of services that are no longer described."));

    private final Supplier<Boolean> jobsHistory = syntax.flag(OptionSpec.builder("--jobs-history")
            .description("Also removes the containers in which jobs ran, if the whole project goes; they stay if not"
                    + " given."));

    private final Supplier<Optional<RemovedImages>> images = syntax.value(
            RemovedImages.class,
            OptionSpec.builder("--rmi")
                    .paramLabel("WHICH")
                    .description("Removes images that no other container uses: local (built here, and without a name of"
                            + " their own) or all; none if not given."));

    private final StopTimeoutOption stopTimeout = new StopTimeoutOption(syntax);

    private final BackupFirst backup = new BackupFirst(syntax);

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public UndeployCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        AttendedApply application = new AttendedApply(invocation, run, format.format(), backup);
        HomelabRuntime runtime = application.runtime();
        RemovalRequest request = request();
        boolean all = volumes.get().contains(RemovalRequest.ALL_VOLUMES);
        Consent byName = new Consent(invocation, false);
        if (runtime.fleet().isSpread(request)) {
            OneHost.require(backup.isWanted(), "--backup backs up");
            FleetPlan plan = runtime.fleet().plan(request);
            return all && !byName.givenByName(plan.plans()) ? ExitCode.REFUSED : application.apply(plan);
        }
        backup.requireAllHere(runtime);
        PreparedPlan prepared = runtime.planRemoval(request);
        return all && !byName.givenByName(prepared.plan()) ? ExitCode.REFUSED : application.apply(prepared);
    }

    private RemovalRequest request() {
        RemovalRequest request = RemovalRequest.of(names.get())
                .withDependents(withDependents.get())
                .withPruneDependencies(pruneDependencies.get())
                .withVolumes(Set.copyOf(volumes.get()))
                .withImages(images.get().orElse(RemovedImages.NONE))
                .withRemoveOrphans(removeOrphans.get())
                .withJobsHistory(jobsHistory.get())
                .withLockWait(run.lockWait());
        RemovalRequest timed = stopTimeout.get().map(request::withStopTimeout).orElse(request);
        return run.within().map(timed::withWithin).orElse(timed);
    }
}
