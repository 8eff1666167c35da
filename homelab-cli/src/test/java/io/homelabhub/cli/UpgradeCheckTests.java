package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeCheckTests {
    @TempDir
    Path folder;

    private String setup(String exposed) {
        Lab lab = new Lab(folder);
        lab.engine()
                .set(new Action.CreateContainer(new ContainerSpec(
                        "lab-bot-1",
                        "bot:1",
                        Optional.empty(),
                        Map.of(ComposeLabels.PROJECT, "lab", ComposeLabels.SERVICE, "bot"),
                        ApiObject.of(Map.of("ExposedPorts", Map.of(exposed, Map.of()))),
                        ApiObject.EMPTY,
                        List.of(),
                        List.of())));
        return lab.type("setup").out();
    }

    @Test
    void what_docker_29_cannot_read_is_named_before_the_upgrade() {
        assertThat(setup("8000-8002/tcp"))
                .contains("Upgrade: Docker 29 would lose lab-bot-1")
                .contains("homelab deploy bot --recreate");
    }

    @Test
    void an_upgrade_without_loss_is_not_worth_a_word() {
        assertThat(setup("8000/tcp")).doesNotContain("Upgrade");
    }
}
