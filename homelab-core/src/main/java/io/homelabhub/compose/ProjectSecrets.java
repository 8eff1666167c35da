package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import io.homelabhub.secret.SecretMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the values that a project's variables, services and secrets hold under names that speak of a secret. */
final class ProjectSecrets {
    private final List<String> values = new ArrayList<>();

    private final ComposeProject project;

    private ProjectSecrets(ComposeProject project) {
        this.project = project;
    }

    static SecretMask maskOf(ComposeProject project) {
        ProjectSecrets found = new ProjectSecrets(project);
        found.sensitive(project.environment());
        project.services().values().forEach(service -> found.service(View.of(service.canonical())));
        project.jobs()
                .values()
                .forEach(job -> found.service(View.of(job.workload().canonical())));
        project.secrets().values().forEach(secret -> secret.variableValue().ifPresent(found.values::add));
        return SecretMask.of(found.values);
    }

    private void service(View service) {
        sensitive(service.textMap("environment"));
        sensitive(service.view("build").textMap("args"));
    }

    private void sensitive(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (project.isSecret(name)) {
                values.add(value);
            }
        });
    }
}
