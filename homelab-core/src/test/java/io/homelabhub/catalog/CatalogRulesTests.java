package io.homelabhub.catalog;

import static io.homelabhub.catalog.CatalogText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogRulesTests {
    @Test
    void each_knot_of_services_is_one_problem_with_its_path() {
        assertThat(problems("""
                        services:
                          a: {dependencies: [b]}
                          b: {optional_dependencies: [c]}
                          c: {dependencies: [a]}
                          self: {dependencies: [self]}
                        """))
                .containsExactly(
                        "services.yaml:2:22: error: services.a.dependencies[0]: services depend on each other in a cycle:"
                                + " a -> b -> c -> a; remove one of these dependencies",
                        "services.yaml:5:25: error: services.self.dependencies[0]: services depend on each other in a"
                                + " cycle: self -> self; remove one of these dependencies");
    }

    @Test
    void startup_order_must_not_contradict_a_dependency() {
        assertThat(problems("""
                        services:
                          db: {startup_order: 2}
                          bot: {startup_order: 1, dependencies: [db]}
                          site: {startup_order: 1, optional_dependencies: [db]}
                          worker: {startup_order: 2, dependencies: [db]}
                          free: {dependencies: [db]}
                        """))
                .containsExactly(
                        "services.yaml:3:24: error: services.bot.startup_order: 1 comes before 2 of db, on which bot"
                                + " depends; give bot 2 or more",
                        "services.yaml:4:25: warning: services.site.startup_order: 1 comes before 2 of db, on which"
                                + " site depends; the dependency decides if both are deployed; give site 2 or more [startup-order]");
    }

    @Test
    void who_a_service_is_required_for_may_reach_it_through_others() {
        assertThat(problems("""
                        services:
                          db: {required_for: [worker]}
                          bot: {dependencies: [db]}
                          worker: {dependencies: [bot]}
                        """)).isEmpty();
    }

    @Test
    void an_optional_dependency_does_not_make_a_service_required() {
        assertThat(problems("services: {db: {required_for: [bot]}, bot: {optional_dependencies: [db]}}"))
                .singleElement()
                .asString()
                .contains("services.db.required_for[0]: bot does not depend on db");
    }

    @Test
    void a_dependency_is_either_required_or_optional() {
        assertThat(problems("services: {db: , bot: {dependencies: [db], optional_dependencies: [db]}}"))
                .containsExactly("services.yaml:1:68: error: services.bot.optional_dependencies[0]: \"db\" is among"
                        + " dependencies already");
    }

    @Test
    void only_one_of_two_services_can_have_a_port_of_the_host() {
        assertThat(problems("""
                        services:
                          a: {interfaces: [{port: 80}, {port: 53, protocol: udp}]}
                          b: {interfaces: [{port: 80, protocol: http}, {port: 53, protocol: tcp}]}
                          c: {interfaces: [{port: 80, internal: true}]}
                          d: {interfaces: [80], enabled: false}
                        """))
                .containsExactly(
                        "services.yaml:3:20: warning: services.b.interfaces[0]: a lists port 80/tcp of the host too,"
                                + " and only one of them can have it; change one port, or set `enabled: false` on the service"
                                + " that you do not run [port-clash]");
    }

    @Test
    void an_interface_that_is_internal_and_public_needs_a_domain() {
        assertThat(problems("services: {a: {interfaces: [{port: 80, internal: true, public: true}]}}"))
                .containsExactly(
                        "services.yaml:1:29: error: services.a.interfaces[0]: an interface that is both internal and public"
                                + " is offered by a reverse proxy alone, and the service has no `domains`");
        assertThat(
                        problems(
                                "services: {a: {domains: [a.example], interfaces: [{port: 80, internal: true, public: true}]}}"))
                .isEmpty();
    }

    @Test
    void the_name_of_a_container_may_stand_under_name() {
        assertThat(problems("services:\n  a: {name: x}\n  b: {name: x}"))
                .containsExactly(
                        "services.yaml:3:13: error: services.b.name: the container of a is called \"x\" too, at"
                                + " services.yaml:2:3");
    }

    @Test
    void every_reference_must_be_there() {
        assertThat(problems("""
                        groups: {core: {services: [db, db]}}
                        services:
                          db: {group: cor, optional_dependencies: [x], required_for: [unheard-of]}
                        deployment_patterns:
                          small: {services: [db, core, all, grafana], groups: [core, all, db]}
                        """))
                .containsExactly(
                        "services.yaml:3:15: error: services.db.group: no group is called \"cor\"; did you mean"
                                + " \"core\"?",
                        "services.yaml:3:44: error: services.db.optional_dependencies[0]: no service is called \"x\";"
                                + " add it, or remove it here",
                        "services.yaml:3:63: error: services.db.required_for[0]: no service is called \"unheard-of\";"
                                + " add it, or remove it here",
                        "services.yaml:5:37: error: deployment_patterns.small.services[3]: no service or group is"
                                + " called \"grafana\"; add it, or remove it here",
                        "services.yaml:5:67: error: deployment_patterns.small.groups[2]: no group is called \"db\"; add"
                                + " it, or remove it here");
    }

    @Test
    void a_name_that_stands_for_two_things_is_told() {
        assertThat(problems("""
                        groups: {db: [db], all: [db]}
                        services: {db: {group: db}}
                        deployment_patterns: {db: {services: db}}
                        """))
                .containsExactly(
                        "services.yaml:1:10: warning: groups.db: a service has this name, and commands take the"
                                + " service; rename the group [shadowed-name]",
                        "services.yaml:1:20: warning: groups.all: commands take \"all\" for every service; rename it"
                                + " [shadowed-name]",
                        "services.yaml:3:23: warning: deployment_patterns.db: a service or group has this name, and"
                                + " commands take that one; rename the pattern [shadowed-name]");
    }

    @Test
    void a_disabled_service_that_another_needs_is_told() {
        assertThat(problems("services: {db: {enabled: false}, bot: {dependencies: [db]}}"))
                .containsExactly(
                        "services.yaml:1:55: warning: services.bot.dependencies[0]: db is disabled, but is deployed"
                                + " whenever bot is; enable it, or move it to optional_dependencies [disabled-dependency]");
    }
}
