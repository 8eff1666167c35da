package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.nio.file.Path;
import java.util.List;

/** Reports the paths in a container that every engine refuses: those that do not begin at its root, and mounts over the root. */
final class ContainerPaths {
    private ContainerPaths() {}

    static void check(String service, ApiObject settings, Findings findings) {
        String path = "services." + service;
        List<ApiObject> volumes = settings.objects("volumes");
        for (int i = 0; i < volumes.size(); i++) {
            mount(volumes.get(i).string("target").orElse(""), path + ".volumes[" + i + "]", findings);
        }
        List<String> tmpfs = settings.strings("tmpfs");
        for (int i = 0; i < tmpfs.size(); i++) {
            mount(tmpfs.get(i).replaceFirst(":.*", ""), path + ".tmpfs[" + i + "]", findings);
        }
        settings.string("working_dir")
                .filter(folder -> !folder.isEmpty() && !folder.startsWith("/"))
                .ifPresent(folder -> findings.error(path + ".working_dir", relative(folder), "begin it with /"));
    }

    private static void mount(String target, String path, Findings findings) {
        if (!target.startsWith("/")) {
            findings.error(path, relative(target), remedy(target));
        } else if (Path.of(target).normalize().equals(Path.of("/"))) {
            findings.error(path, "nothing can be mounted over the root of a container", "name a folder below it");
        }
    }

    private static String relative(String path) {
        return "found \"" + path + "\", expected a path in the container that begins with /";
    }

    private static String remedy(String target) {
        boolean drive = target.matches("(?s)\\p{L}:.*");
        return drive
                ? "a name of one letter is read as a Windows drive: write type, source and target, or give the volume a longer name"
                : "write " + (target.isEmpty() ? "it" : "/" + target);
    }
}
