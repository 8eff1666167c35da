package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code homelab} without a command. */
@Timeout(60)
class OverviewTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void make() {
        lab = new Lab(folder);
    }

    private Outcome atTerminal() {
        return lab.typing().with("NO_COLOR", "1").answering().type("");
    }

    @Test
    void at_a_terminal_it_shows_the_stack_and_what_to_type_next() {
        assertThat(atTerminal().out()).contains("not deployed", "`homelab deploy all` does it.");
        assertThat(lab.type("deploy all --progress quiet").code()).isZero();

        Outcome well = atTerminal();
        assertThat(well.code()).isZero();
        assertThat(well.out())
                .contains("2 of 2 deployed services are up", "`homelab status --watch`", "`homelab --help` lists all");
        assertThat(well.out().lines().count()).isLessThan(20);
    }

    @Test
    void what_is_not_well_comes_first_in_the_advice() {
        assertThat(lab.type("deploy all --progress quiet").code()).isZero();
        lab.engine().troubles().dies("lab-bot-1", 3);

        assertThat(atTerminal().out()).contains("exited (3)", "`homelab logs bot -n 20` shows what bot wrote last");
    }

    @Test
    void piped_or_outside_of_a_project_it_says_that_a_command_is_missing() {
        assertThat(lab.type(""))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(2))
                .extracting(Outcome::err)
                .asString()
                .contains("no command given", "See `homelab --help`.");
        Outcome elsewhere = new Typed()
                .in(Path.of("/"))
                .on(lab.engine().provider(), lab.clock())
                .answering()
                .type("");
        assertThat(elsewhere.code()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("no command given");
    }
}
