package io.homelabhub.develop;

import io.homelabhub.compose.ComposeService;
import io.homelabhub.compose.tree.View;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.IgnoreFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a service's {@code develop.watch}.
 *
 * @param service by its name in the Compose files
 * @param path the file or folder that is watched, absolute; need not be there yet
 * @param target where it goes in the container; empty for an action that copies nothing
 * @param exec what is run after a copy
 * @param initialSync whether all of it is copied when the watching begins
 */
record WatchRule(
        String service,
        Path path,
        WatchAction action,
        String target,
        WatchFilter filter,
        Optional<ExecRequest> exec,
        boolean initialSync) {

    /** Whether a service has any. */
    static boolean isIn(ComposeService service) {
        return !entries(settings(service)).isEmpty();
    }

    /** All rules of a service with which nothing is wrong, in its order. */
    static List<WatchRule> of(ComposeService service) {
        View settings = settings(service);
        return entries(settings).stream()
                .map(watch -> of(service.name(), settings.view("build"), watch))
                .toList();
    }

    /** In the dialect in which x-initialSync is initial_sync. */
    private static View settings(ComposeService service) {
        return View.of(service.canonical(ComposeDialect.V5));
    }

    private static List<View> entries(View settings) {
        return settings.view("develop").views("watch");
    }

    private static WatchRule of(String service, View build, View watch) {
        Path path = Path.of(watch.text("path")).normalize();
        Path context = build.text("context").isEmpty()
                ? path
                : Path.of(build.text("context")).normalize();
        return new WatchRule(
                service,
                path,
                WatchAction.of(watch.text("action")),
                watch.text("target"),
                new WatchFilter(path, context, ignores(context), watch.texts("ignore"), watch.texts("include")),
                exec(watch.view("exec")),
                watch.flag("initial_sync"));
    }

    private static IgnoreFile ignores(Path context) {
        try {
            return IgnoreFile.read(context.resolve(".dockerignore"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading " + context.resolve(".dockerignore"), unreadable);
        }
    }

    private static Optional<ExecRequest> exec(View hook) {
        if (hook.texts("command").isEmpty()) {
            return Optional.empty();
        }
        ExecRequest request = ExecRequest.of(hook.texts("command")).withEnvironment(hook.textMap("environment"));
        request = hook.text("user").isEmpty() ? request : request.withUser(hook.text("user"));
        request = hook.text("working_dir").isEmpty() ? request : request.withWorkingDirectory(hook.text("working_dir"));
        return Optional.of(hook.flag("privileged") ? request.withPrivileges() : request);
    }

    /** Where a file of this machine stands in the container. */
    String placed(Path file) {
        String below = file.equals(path) ? "" : WatchFilter.slashed(path.relativize(file));
        return below.isEmpty() ? target : target.endsWith("/") ? target + below : target + "/" + below;
    }

    /** As people are told of it. */
    @Override
    public String toString() {
        return service + ": " + action + " " + path + (action.syncs() ? " to " + target : "");
    }
}
