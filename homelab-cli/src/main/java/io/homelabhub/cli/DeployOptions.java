package io.homelabhub.cli;

import io.homelabhub.DeployRequest;
import io.homelabhub.planning.Pull;
import io.homelabhub.run.OnFailure;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be deployed: the same for {@code deploy} and {@code plan}. */
final class DeployOptions {
    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Services, groups, patterns of the catalog, or all.")
    private List<String> names = List.of();

    @Option(names = "--no-deps", description = "Leaves out what the services need.")
    private boolean withoutDependencies;

    @Option(
            names = "--with-dependents",
            description = "Takes along what needs the services, as far as it is deployed now.")
    private boolean withDependents;

    @Option(names = "--recreate", description = "Makes containers anew though nothing has changed.")
    private boolean recreate;

    @Option(names = "--remove-orphans", description = "Removes containers of services that nothing describes any more.")
    private boolean removeOrphans;

    @Option(
            names = "--pull",
            paramLabel = "WHEN",
            description = "When images are pulled, whatever the services' pull_policy says: always, missing or never."
                    + " Images that are built here are not pulled.")
    private @Nullable Pull pull;

    @Option(names = "--build", description = "Builds every image that can be built, though the engine has it.")
    private boolean build;

    @Option(
            names = "--allow-data-loss",
            paramLabel = "VOLUME",
            description = "Agrees that this volume is made anew, losing what is in it; can be given more than once.")
    private List<String> allowDataLoss = List.of();

    @Option(
            names = "--on-failure",
            paramLabel = "WHAT",
            defaultValue = "rollback",
            description = "When a step fails: rollback (the rest goes on, then all is taken back), keep (the rest goes"
                    + " on, all stays) or stop (nothing more begins, all stays).")
    private OnFailure onFailure = OnFailure.ROLLBACK;

    DeployRequest request() {
        DeployRequest request = DeployRequest.of(names)
                .withDependencies(!withoutDependencies)
                .withDependents(withDependents)
                .withRecreate(recreate)
                .withRemoveOrphans(removeOrphans)
                .withAllowDataLoss(Set.copyOf(allowDataLoss))
                .withBuild(build)
                .withOnFailure(onFailure);
        return pull == null ? request : request.withPull(pull);
    }
}
