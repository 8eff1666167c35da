package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.planning.Pull;
import io.homelabhub.run.OnFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What is to be deployed: the same for {@code deploy} and {@code plan}. */
final class DeployOptions {
    private static final Pattern SCALE = Pattern.compile("([^=]+)=(\\d{1,4})");

    private final Syntax syntax;
    private final Supplier<List<String>> names;
    private final Supplier<Boolean> withoutDependencies;
    private final Supplier<Boolean> withDependents;
    private final Supplier<Boolean> recreate;
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
                OptionSpec.builder("--recreate").description("Recreates containers even if nothing has changed."));
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

    private Map<String, Integer> scales() {
        Map<String, Integer> scales = new HashMap<>();
        scale.get().forEach(text -> {
            Matcher sides = SCALE.matcher(text);
            if (!sides.matches()) {
                throw new UsageException("--scale " + text + ": give a service and a number, as celery-worker=4");
            }
            scales.put(sides.group(1), Integer.parseInt(sides.group(2)));
        });
        return scales;
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
                .withRecreate(recreate.get())
                .withRemoveOrphans(removeOrphans.get())
                .withAllowDataLoss(Set.copyOf(allowDataLoss.get()))
                .withBuild(build.get())
                .withScale(scales())
                .withOnFailure(onFailure.get());
        return pull.get().map(request::withPull).orElse(request);
    }
}
