package io.homelabhub.cli;

import static io.homelabhub.cli.Typed.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.cli.output.ExitCode;
import org.junit.jupiter.api.Test;

class ServicesCommandTests {
    @Test
    void lists_groups_and_services_in_the_catalogs_order() {
        Outcome outcome = typed("services list");

        assertThat(outcome.out()).startsWith("""
                ═══ Available Services & Groups ═══

                Service Groups:
                  core          - Core infrastructure (postgres, redis, minio, caddy)
                  bots          - Discord & Stream bots
                  web           - Web applications (n8n, homeassistant, static sites)
                  automation    - Background workers (celery)
                  development   - Dev tools (vnc-desktop, code-server)

                Individual Services:
                  dashboard     - Homelab management dashboard
                  discord-bot   - Discord ticket management bot
                  stream-bot    - Twitch/YouTube streaming bot
                """);
        assertThat(outcome.out()).contains("  plex          - Media server (disabled)\n");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @Test
    void shows_required_and_optional_dependencies() {
        assertThat(typed("services deps dashboard").out()).isEqualTo("""
                ═══ Dependencies for: dashboard ═══

                Required: postgres, redis, minio
                Optional: homeassistant
                """);
    }

    @Test
    void shows_the_dependencies_of_each_service_of_a_group() {
        assertThat(typed("services deps bots").out()).isEqualTo("""
                ═══ Dependencies for: discord-bot ═══

                Required: postgres
                Optional: none

                ═══ Dependencies for: stream-bot ═══

                Required: postgres
                Optional: none
                """);
    }

    @Test
    void tells_programs_of_all_that_a_service_needs_and_all_that_need_it() {
        assertThat(typed("services deps postgres --format json").out()).isEqualTo("""
                {
                  "schemaVersion" : 1,
                  "services" : [
                    {
                      "name" : "postgres",
                      "required" : [ ],
                      "optional" : [ ],
                      "allRequired" : [ ],
                      "allDependants" : [
                        "celery-worker",
                        "dashboard",
                        "discord-bot",
                        "stream-bot"
                      ]
                    }
                  ]
                }
                """);
    }

    @Test
    void prints_the_whole_catalog() {
        assertThat(typed("services catalog").out())
                .contains("patterns:", "  discord-bot:\n    description: Discord ticket management bot\n")
                .contains("    health_endpoint: http://localhost:4000/health\n    health_check_type: http\n");
    }

    @Test
    void draws_the_graph_for_two_programs() {
        assertThat(typed("services graph").out()).startsWith("flowchart");
        assertThat(typed("services graph --format dot").out()).startsWith("digraph");
    }

    @Test
    void suggests_the_service_that_was_meant() {
        Outcome outcome = typed("services deps dashbord");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(outcome.err()).contains("no service or group `dashbord`. Did you mean `dashboard`?");
        assertThat(outcome.out()).isEmpty();
    }
}
