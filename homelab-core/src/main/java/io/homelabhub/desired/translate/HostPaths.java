package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.nio.file.Path;
import java.util.List;

/**
 * The files and folders of this machine that a service binds and that no engine makes: configs, secrets, and what is not to be
 * made because of {@code create_host_path: false}.
 */
final class HostPaths {
    private final ComposeModel model;
    private final HostFiles files;
    private final FileReferences references;
    private final Findings findings;

    HostPaths(ComposeModel model, HostFiles files, FileReferences references, Findings findings) {
        this.model = model;
        this.files = files;
        this.references = references;
        this.findings = findings;
    }

    /** Reports what is not there. */
    void require(String service) {
        references.of(service).forEach(this::requireFile);
        List<ApiObject> volumes = model.service(service).objects("volumes");
        for (int i = 0; i < volumes.size(); i++) {
            requireBound(volumes.get(i), "services.%s.volumes[%d]".formatted(service, i));
        }
    }

    private void requireFile(FileReference reference) {
        reference.file().filter(file -> !files.exists(Path.of(file))).ifPresent(file -> {
            String path = reference.kind().section() + "." + reference.source() + ".file";
            findings.error(path, reference.describe() + " is the file " + file + ", which is not there", "create it");
        });
    }

    private void requireBound(ApiObject volume, String path) {
        boolean mustBeThere = Boolean.FALSE.equals(volume.object("bind").get("create_host_path"));
        volume.string("source")
                .filter(source -> mustBeThere && !files.exists(Path.of(source)))
                .ifPresent(source -> findings.error(
                        path,
                        source + " is not there, and is not to be made",
                        "create it, or leave create_host_path: false out"));
    }
}
