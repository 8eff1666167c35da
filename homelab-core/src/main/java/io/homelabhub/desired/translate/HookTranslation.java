package io.homelabhub.desired.translate;

import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.PreStartHook;
import io.homelabhub.desired.ServiceHooks;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HookCommand;
import io.homelabhub.resource.HookRunnerName;
import io.homelabhub.resource.NetworkAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A service's {@code pre_start}, {@code post_start} and {@code pre_stop}.
 *
 * <p>A hook before the start is a container like any other, so it is translated like one: in a model in which it stands in the place
 * of its service. What tells the two apart is put on afterwards.
 */
final class HookTranslation {
    private static final String PRE_START = "pre_start";

    private final ComposeModel model;
    private final Findings findings;
    private final Function<ComposeModel, Function<Function<String, SourceLocation>, Translator>> translators;
    private final Function<String, SourceLocation> locations;

    /** @param translators makes a translator of another model, whose paths stand elsewhere */
    HookTranslation(
            ComposeModel model,
            Findings findings,
            Function<String, SourceLocation> locations,
            Function<ComposeModel, Function<Function<String, SourceLocation>, Translator>> translators) {
        this.model = model;
        this.findings = findings;
        this.locations = locations;
        this.translators = translators;
    }

    /** @param own where the image of the service comes from */
    ServiceHooks of(String service, DesiredImage own) {
        ApiObject settings = model.service(service);
        List<ApiObject> preStart = settings.objects(PRE_START);
        List<PreStartHook> hooks = new ArrayList<>();
        for (int index = 0; index < preStart.size(); index++) {
            hooks.add(preStart(service, own, index, preStart.get(index)));
        }
        return new ServiceHooks(
                hooks, commands(HookCommand.Kind.POST_START, settings), commands(HookCommand.Kind.PRE_STOP, settings));
    }

    private static List<HookCommand> commands(HookCommand.Kind kind, ApiObject settings) {
        List<HookCommand> commands = new ArrayList<>();
        for (ApiObject hook : settings.objects(kind.toString())) {
            commands.add(new HookCommand(
                    kind,
                    commands.size(),
                    hook.strings("command"),
                    given(hook, "user"),
                    hook.isTrue("privileged"),
                    given(hook, "working_dir"),
                    ContainerConfig.environment(hook.object("environment"))));
        }
        return commands;
    }

    private static Optional<String> given(ApiObject hook, String key) {
        return hook.string(key).filter(text -> !text.isEmpty());
    }

    private PreStartHook preStart(String service, DesiredImage own, int index, ApiObject hook) {
        String path = "services." + service + "." + PRE_START + "[" + index + "]";
        if (hook.isTrue("per_replica")) {
            findings.error(
                    path + ".per_replica",
                    "a hook for each container of a service is not possible; docker compose 5 refuses it as well",
                    "leave it out: the hook runs once, before the first container of the service starts");
        }
        Translator translator = translators.apply(inPlaceOf(service, hook)).apply(place(service, path));
        ContainerSpec container = translator.container(service);
        DesiredImage image = container.image().equals(own.reference()) ? own : translator.image(service);
        translator.problems().forEach(findings::take);
        return new PreStartHook(index, runner(service, index, container), image);
    }

    /** The model in which the hook is the service. It runs once, and an image without a name is the one that the service builds. */
    private ComposeModel inPlaceOf(String service, ApiObject hook) {
        ApiObject named = given(hook, "image").isPresent() ? hook : hook.with("image", model.imageReference(service));
        ApiObject services = model.tree().object("services").with(service, named);
        return model.withTree(model.tree().with("services", services));
    }

    /** Where a path of the hook's model stands. */
    private Function<String, SourceLocation> place(String service, String path) {
        String own = "services." + service;
        return asked -> locations.apply(asked.startsWith(own) ? path + asked.substring(own.length()) : asked);
    }

    /** Nobody is led to it, and it is no container of the service. */
    private ContainerSpec runner(String service, int index, ContainerSpec container) {
        Map<String, String> labels = new TreeMap<>(container.labels());
        List.of(
                        ComposeLabels.CONFIG_HASH,
                        ComposeLabels.CONTAINER_NUMBER,
                        ComposeLabels.ONE_OFF,
                        ComposeLabels.IMAGE,
                        ComposeLabels.IMAGE_VOLUME_DIGEST)
                .forEach(labels::remove);
        labels.put(ComposeLabels.HOOK, PRE_START);
        labels.put(ComposeLabels.HOOK_INDEX, String.valueOf(index));
        List<NetworkAttachment> networks = container.networks().stream()
                .map(attachment -> new NetworkAttachment(
                        attachment.network(), attachment.endpoint().with("Aliases", List.of())))
                .toList();
        return container
                .withName(HookRunnerName.of(model.project(), service, index))
                .withLabels(labels)
                .withNetworks(networks);
    }
}
