package io.homelabhub.desired.translate;

import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredImage.Policy;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.spelling.ImageName;
import io.homelabhub.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A service's {@code image}, {@code build}, {@code platform} and {@code pull_policy}. */
final class ServiceImage {
    private static final String EVERY = "every_";

    private final ComposeModel model;
    private final HostFiles files;
    private final Findings findings;

    ServiceImage(ComposeModel model, HostFiles files, Findings findings) {
        this.model = model;
        this.files = files;
        this.findings = findings;
    }

    DesiredImage of(String service) {
        ApiObject settings = model.service(service);
        requirePossible("services." + service + ".image", settings.string("image").stream());
        requirePossible("services." + service + ".build.tags", settings.object("build").strings("tags").stream());
        Optional<ApiObject> build =
                settings.get("build") instanceof ApiObject given ? Optional.of(given) : Optional.empty();
        boolean named =
                settings.string("image").filter(image -> !image.isEmpty()).isPresent();
        Optional<String> unbuildable = build.flatMap(given -> unbuildable(service, given, named));
        return new DesiredImage(
                model.imageReference(service),
                platform(settings),
                build.filter(given -> unbuildable.isEmpty()).map(given -> build(service, settings, given)),
                policy(service, settings),
                unbuildable,
                named || build.isEmpty());
    }

    /** No engine takes another name, and each tells it in its own words, or as a missing image. */
    private void requirePossible(String path, Stream<String> references) {
        references
                .filter(reference -> !reference.isEmpty() && !ImageName.isPossible(reference))
                .forEach(
                        reference -> findings.error(
                                path,
                                "\"" + reference + "\" cannot be the name of an image",
                                "write NAME, NAME:TAG or REGISTRY/NAME:TAG; NAME in small letters and digits, with . _ - / between"));
    }

    /** The service's own, else that of the variable by which Docker's client is told. */
    Optional<String> platform(ApiObject service) {
        return service.string("platform")
                .or(() -> Optional.ofNullable(model.environment().get("DOCKER_DEFAULT_PLATFORM")))
                .filter(platform -> !platform.isEmpty());
    }

    private Policy policy(String service, ApiObject settings) {
        String policy = settings.string("pull_policy").orElse("");
        return switch (policy) {
            case "always" -> Policy.ALWAYS;
            case "never" -> Policy.NEVER;
            case "build" -> Policy.BUILD;
            case "daily" -> Policy.every(Duration.ofDays(1));
            case "weekly" -> Policy.every(Duration.ofDays(7));
            case "", "missing", "if_not_present", "refresh" -> Policy.MISSING; // "refresh" alone, as in docker compose
            default -> timed(service, policy);
        };
    }

    private Policy timed(String service, String policy) {
        Optional<Duration> age =
                policy.startsWith(EVERY) ? Durations.parse(policy.substring(EVERY.length())) : Optional.empty();
        if (age.isEmpty()) {
            findings.error(
                    "services." + service + ".pull_policy",
                    "\"" + policy + "\" is not a pull policy",
                    "give always, missing, never, build, daily, weekly, or every_ and a time, as every_12h");
        }
        return age.map(Policy::every).orElse(Policy.MISSING);
    }

    private ImageBuild build(String service, ApiObject settings, ApiObject build) {
        String path = "services." + service + ".build";
        return new ImageBuild(
                model.imageReference(service),
                build.strings("tags"),
                folder(build),
                build.string("dockerfile").orElse("Dockerfile"),
                build.string("dockerfile_inline").filter(text -> !text.isEmpty()),
                Values.texts(build.object("args")),
                build.string("target").filter(target -> !target.isEmpty()),
                platform(settings).or(() -> onlyPlatform(path, build)),
                ServiceLabels.image(model, service),
                build.isTrue("no_cache"),
                build.isTrue("pull"),
                settings(build));
    }

    /** Of no concern as long as the engine has the image. One that has a name can be pulled instead. */
    private Optional<String> unbuildable(String service, ApiObject build, boolean named) {
        String path = "services." + service + ".build.context";
        if (!isRemote(build)) {
            return files.isFolder(folder(build))
                    ? Optional.empty()
                    : Optional.of(findings.placed(path, "there is no folder " + folder(build)));
        }
        String message = "building from a repository or URL is not possible";
        if (named) {
            findings.warning(
                    "remote-context",
                    path,
                    message + ", so the image is pulled where it is missing",
                    "clone it, and name the folder");
        }
        return Optional.of(findings.placed(path, message));
    }

    private Path folder(ApiObject build) {
        return model.directory().resolve(Path.of(context(build))).normalize();
    }

    private static String context(ApiObject build) {
        return build.string("context").orElse(".");
    }

    private static boolean isRemote(ApiObject build) {
        String context = context(build);
        return context.contains("://") || context.startsWith("git@") || context.startsWith("github.com/");
    }

    private Optional<String> onlyPlatform(String path, ApiObject build) {
        List<String> platforms = build.strings("platforms");
        if (platforms.size() > 1) {
            findings.warning(
                    "one-platform",
                    path + ".platforms",
                    "the image is built for the engine's own platform only",
                    "list one platform");
            return Optional.empty();
        }
        return platforms.stream().findFirst();
    }

    /** Under the names of the API's query parameters. */
    private static ApiObject settings(ApiObject build) {
        return new Members()
                .put("networkmode", build.get("network"))
                .put("shmsize", Values.number(build.get("shm_size")))
                .put(
                        "extrahosts",
                        build.strings("extra_hosts").stream()
                                .map(host -> host.replaceFirst("=", ":"))
                                .toList())
                .put(
                        "cachefrom",
                        build.strings("cache_from").stream()
                                .filter(source -> !source.contains("="))
                                .toList())
                .put("ulimits", Resources.ulimits(build.object("ulimits")))
                .done();
    }
}
