package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.planning.Build;
import io.homelabhub.planning.Pull;
import io.homelabhub.planning.Recreate;
import io.homelabhub.run.OnFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What is to be deployed: the same for {@code deploy} and {@code plan}. */
final class DeployOptions {
    private final Syntax syntax;
    private final Supplier<List<String>> names;
    private final Supplier<Boolean> withoutDependencies;
    private final Supplier<Boolean> withDependents;
    private final Supplier<Boolean> recreate;
    private final Supplier<Boolean> noRecreate;
    private final Supplier<Boolean> recreateDependencies;
    private final Supplier<Boolean> renewAnonymousVolumes;
    private final Supplier<Boolean> noStart;
    private final Supplier<Boolean> noBuild;
    private final StopTimeoutOption stopTimeout;
    private final Supplier<Boolean> removeOrphans;
    private final Supplier<Optional<Pull>> pull;
    private final Supplier<Boolean> build;
    private final Supplier<List<String>> allowDataLoss;
    private final Supplier<List<String>> scale;
    private final Supplier<OnFailure> onFailure;

    DeployOptions(Syntax syntax) {
        this.syntax = syntax;
        names = syntax.words(PositionalParamSpec.builder()
                .paramLabel("NAME")
                .arity("0..*")
                .description("Services, groups, patterns or profiles, or all; without a catalog, all if not given."));
        withoutDependencies =
                syntax.flag(OptionSpec.builder("--no-deps").description("Leaves out what the services need."));
        withDependents = syntax.flag(OptionSpec.builder("--with-dependents")
                .description("Includes what needs the services, as far as it is deployed now."));
        recreate = syntax.flag(
                OptionSpec.builder("--recreate", "--force-recreate")
                        .description(
                                "Recreates the containers of what is named even if nothing has changed; what they need, only if it has."));
        recreateDependencies = syntax.flag(OptionSpec.builder("--recreate-deps", "--always-recreate-deps")
                .description("Recreates the containers of what the services need even if nothing has changed."));
        noRecreate = syntax.flag(OptionSpec.builder("--no-recreate")
                .description(
                        "Keeps containers that are there, whatever their files say now; starts those that are down."));
        renewAnonymousVolumes = syntax.flag(
                OptionSpec.builder("-V", "--renew-anon-volumes")
                        .description(
                                "Gives containers that are recreated new anonymous volumes; the data in the old ones is lost."));
        noStart = syntax.flag(
                OptionSpec.builder("--no-start")
                        .description(
                                "Only creates what is missing, and recreates what is down and differs; starts and stops nothing."));
        stopTimeout = new StopTimeoutOption(syntax);
        removeOrphans = syntax.flag(OptionSpec.builder("--remove-orphans")
                .description("Removes containers of services that are no longer described."));
        pull = syntax.value(
                Pull.class,
                OptionSpec.builder("--pull")
                        .paramLabel("WHEN")
                        .description("When images are pulled, whatever the services' pull_policy says: always, missing"
                                + " or never. Images that are built here are not pulled."));
        build = syntax.flag(OptionSpec.builder("--build")
                .description("Builds every image that can be built, even if the engine has it."));
        noBuild = syntax.flag(
                OptionSpec.builder("--no-build").description("Builds nothing; what cannot be pulled has to be there."));
        allowDataLoss = syntax.values(
                String.class,
                OptionSpec.builder("--allow-data-loss")
                        .paramLabel("VOLUME")
                        .description("Agrees that this volume is recreated and loses its data; can be repeated."));
        scale = syntax.values(
                String.class,
                OptionSpec.builder("--scale")
                        .paramLabel("SERVICE=N")
                        .description("How many containers a service gets, whatever the files say; can be repeated."));
        onFailure = syntax.choice(
                OnFailure.ROLLBACK,
                OptionSpec.builder("--on-failure")
                        .paramLabel("WHAT")
                        .description("When a step fails: rollback (the rest goes on, then all is taken back), keep (the"
                                + " rest goes on, all stays) or stop (nothing more starts, all stays)."));
    }

    /**
     * What is asked for.
     *
     * @param runtime says whether there is a catalog: without one no name means all, as with docker compose; of a whole lab nobody
     *     deploys everything by saying nothing
     */
    DeployRequest request(HomelabRuntime runtime) {
        List<String> asked = names.get();
        if (asked.isEmpty() && runtime.catalogFile().isPresent()) {
            throw syntax.failure("missing NAME: give services, groups, patterns or profiles, or all");
        }
        DeployRequest request = DeployRequest.of(asked.isEmpty() ? List.of("all") : asked)
                .withDependencies(!withoutDependencies.get())
                .withDependents(withDependents.get())
                .withRecreate(recreation())
                .withRecreateDependencies(recreateDependencies.get())
                .withRenewAnonymousVolumes(renewAnonymousVolumes.get())
                .withStart(!noStart.get())
                .withRemoveOrphans(removeOrphans.get())
                .withAllowDataLoss(Set.copyOf(allowDataLoss.get()))
                .withBuild(builds())
                .withScale(Scales.parse("--scale ", scale.get()))
                .withOnFailure(onFailure.get());
        DeployRequest pulled = pull.get().map(request::withPull).orElse(request);
        return stopTimeout.get().map(pulled::withStopTimeout).orElse(pulled);
    }

    private Recreate recreation() {
        if (noRecreate.get()) {
            requireAlone("--no-recreate", "--recreate", recreate.get());
            requireAlone("--no-recreate", "--recreate-deps", recreateDependencies.get());
            requireAlone("--no-recreate", "--renew-anon-volumes", renewAnonymousVolumes.get());
            return Recreate.NEVER;
        }
        return recreate.get() ? Recreate.ALWAYS : Recreate.CHANGED;
    }

    private Build builds() {
        requireAlone("--build", "--no-build", build.get() && noBuild.get());
        if (noBuild.get()) {
            return Build.NEVER;
        }
        return build.get() ? Build.ALWAYS : Build.AS_NEEDED;
    }

    private static void requireAlone(String option, String other, boolean both) {
        if (both) {
            throw new UsageException(option + " and " + other + " contradict each other; give one of them");
        }
    }
}
