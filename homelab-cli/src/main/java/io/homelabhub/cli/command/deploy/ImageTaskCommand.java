package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.NotReached;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.operation.ImageRequest;
import io.homelabhub.planning.ImageTask;
import io.homelabhub.planning.ImageTaskOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab pull}, {@code build} and {@code push}: images, whatever becomes of the containers. */
public final class ImageTaskCommand implements Command {
    /** Which images {@code pull} fetches. */
    enum Policy {
        /** Those of which the registry has another one. */
        ALWAYS,
        /** Those that the engine does not have. */
        MISSING
    }

    private final Invocation invocation;
    private final ImageTask task;
    private final Syntax syntax;
    private final Supplier<List<String>> names;
    private final Supplier<Boolean> withDependencies;
    private final Supplier<Policy> policy;
    private final Supplier<Boolean> ignoreBuildable;
    private final Supplier<Boolean> ignoreFailures;
    private final Supplier<Boolean> noCache;
    private final Supplier<Boolean> pullBase;
    private final Supplier<List<String>> arguments;
    private final Supplier<Boolean> push;
    private final RunOptions run;
    private final FormatOption format;

    private ImageTaskCommand(Invocation invocation, ImageTask task, String... description) {
        this.invocation = invocation;
        this.task = task;
        this.syntax = new Syntax(this, description);
        this.names = syntax.words(PositionalParamSpec.builder()
                .paramLabel("NAME")
                .arity("0..*")
                .description("Services, groups or patterns, or all; without a catalog, all if not given."));
        this.withDependencies = syntax.flag(OptionSpec.builder("--include-deps", "--with-dependencies")
                .description("Also takes the images of what the services need."));
        boolean pulls = task == ImageTask.PULL;
        boolean builds = task == ImageTask.BUILD;
        this.policy = pulls
                ? syntax.choice(
                        Policy.ALWAYS,
                        OptionSpec.builder("--policy")
                                .paramLabel("WHICH")
                                .description("always (those of which the registry has another one) or missing."))
                : () -> Policy.ALWAYS;
        this.ignoreBuildable = flag(pulls, "--ignore-buildable", "Leaves out images that can be built.");
        this.ignoreFailures = flag(
                task != ImageTask.BUILD,
                "--ignore-" + task.text() + "-failures",
                "Ends with 0 even if some images fail; they are named all the same.");
        this.noCache = flag(builds, "--no-cache", "Builds every layer anew.");
        this.pullBase = flag(builds, "--pull", "Pulls base images, even if they are there.");
        this.arguments = builds
                ? syntax.values(
                        String.class,
                        OptionSpec.builder("--build-arg")
                                .paramLabel("NAME[=VALUE]")
                                .description("A build argument, in place of the file's; without a value, as in the"
                                        + " environment. Can be repeated."))
                : List::of;
        this.push = flag(builds, "--push", "Pushes what has a name of its own once it is built.");
        this.run = new RunOptions(syntax);
        this.format = new FormatOption(syntax);
    }

    /** @param known whether the task knows the option */
    private Supplier<Boolean> flag(boolean known, String name, String description) {
        return known ? syntax.flag(OptionSpec.builder(name).description(description)) : () -> false;
    }

    /** Fetches. */
    public static ImageTaskCommand pull(Invocation invocation) {
        return new ImageTaskCommand(
                invocation,
                ImageTask.PULL,
                "Pulls the images of services, as far as their registries have others.",
                "Containers go on with what they have; the next `homelab deploy` takes the images.");
    }

    /** Builds. */
    public static ImageTaskCommand build(Invocation invocation) {
        return new ImageTaskCommand(
                invocation,
                ImageTask.BUILD,
                "Builds the images of services that say how.",
                "Containers go on with what they have; the next `homelab deploy` takes the images.");
    }

    /** Sends. */
    public static ImageTaskCommand push(Invocation invocation) {
        return new ImageTaskCommand(
                invocation,
                ImageTask.PUSH,
                "Pushes the images of services that are built here and have a name of their own.",
                "Logs in as `docker login` has stored it.");
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        AttendedApply application = new AttendedApply(invocation, run, format.format());
        HomelabRuntime runtime = application.runtime();
        List<String> asked = names.get();
        if (asked.isEmpty() && runtime.catalogFile().isPresent()) {
            throw syntax.failure("missing NAME: give services, groups or patterns, or all");
        }
        ImageRequest request = ImageRequest.of(task, asked.isEmpty() ? List.of("all") : asked)
                .withOptions(options())
                .withDependencies(withDependencies.get())
                .withLockWait(run.lockWait());
        ExitCode code = application.apply(
                runtime.services().plan(run.within().map(request::withWithin).orElse(request)));
        new NotReached(invocation, runtime, asked).tell(done(), task.text() + " %s");
        return code == ExitCode.APPLIED_IN_PART && ignoreFailures.get() ? ExitCode.DONE : code;
    }

    private String done() {
        return switch (task) {
            case PULL -> "pulled";
            case BUILD -> "built";
            case PUSH -> "pushed";
        };
    }

    private ImageTaskOptions options() {
        return new ImageTaskOptions(
                task,
                policy.get() == Policy.MISSING,
                ignoreBuildable.get(),
                noCache.get(),
                pullBase.get(),
                arguments(),
                push.get());
    }

    private Map<String, String> arguments() {
        Map<String, String> all = new TreeMap<>();
        for (String text : arguments.get()) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            if (name.isBlank()) {
                throw new UsageException("--build-arg " + text + ": give NAME=VALUE, or NAME");
            }
            Optional<String> value = equals < 0
                    ? Optional.ofNullable(invocation.console().environment().get(name))
                    : Optional.of(text.substring(equals + 1));
            value.ifPresent(given -> all.put(name, given));
        }
        return all;
    }
}
