package io.homelabhub.catalog;

import static io.homelabhub.catalog.CatalogText.catalog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.catalog.CatalogSelection.LeftOut;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceSelectorTests {
    private static final ServiceCatalog CATALOG = catalog("""
            groups:
              core: {services: [db, proxy], always: true}
              bots: {services: [bot, tv]}
            services:
              tv: {enabled: false}
              bot: {dependencies: [db, queue], startup_order: 3}
              queue: {startup_order: 2}
              proxy: {startup_order: 2}
              db: {startup_order: 1}
              site: {optional_dependencies: [bot]}
              cinema: {dependencies: [tv], enabled: false}
            deployment_patterns:
              small: {services: [site], groups: [bots]}
            """);
    private static final ServiceSelector SELECTOR = new ServiceSelector(CATALOG, CATALOG.graph());

    @Test
    void a_service_brings_what_it_needs_and_the_core_in_order() {
        CatalogSelection selection = SELECTOR.deployment(List.of("bot"));

        assertThat(selection.services()).containsExactly("db", "proxy", "queue", "bot");
        assertThat(selection.asked()).containsExactly("bot");
        assertThat(selection.leftOut()).isEmpty();
    }

    @Test
    void optional_dependencies_are_not_brought_in() {
        assertThat(SELECTOR.deployment(List.of("site")).services()).containsExactly("db", "proxy", "site");
    }

    @Test
    void disabled_services_are_left_out_of_groups_patterns_and_all_and_this_is_told() {
        assertThat(SELECTOR.deployment(List.of("bots")).leftOut()).containsExactly(new LeftOut("tv", "bots"));
        assertThat(SELECTOR.deployment(List.of("small")).leftOut()).containsExactly(new LeftOut("tv", "small"));
        CatalogSelection all = SELECTOR.deployment(List.of("all"));
        assertThat(all.services()).containsExactly("db", "proxy", "queue", "bot", "site");
        assertThat(all.leftOut()).containsExactly(new LeftOut("tv", "all"), new LeftOut("cinema", "all"));
    }

    @Test
    void a_disabled_service_that_is_named_is_deployed() {
        CatalogSelection selection = SELECTOR.deployment(List.of("bots", "tv"));

        assertThat(selection.services()).contains("tv");
        assertThat(selection.leftOut()).isEmpty();
        assertThat(selection.disabledButNeeded()).isEmpty();
    }

    @Test
    void a_disabled_service_that_another_needs_is_deployed_and_this_is_told() {
        CatalogSelection selection = SELECTOR.deployment(List.of("cinema"));

        assertThat(selection.services()).containsExactly("db", "proxy", "tv", "cinema");
        assertThat(selection.disabledButNeeded()).containsExactly("tv");
    }

    @Test
    void members_are_exactly_what_names_mean_the_disabled_ones_too() {
        assertThat(SELECTOR.members(List.of("bots"))).containsExactly("bot", "tv");
        assertThat(SELECTOR.members(List.of("small", "db"))).containsExactly("db", "bot", "site", "tv");
        assertThat(SELECTOR.members(List.of("all"))).hasSize(7);
    }

    @Test
    void an_unknown_name_is_refused_with_what_was_meant() {
        assertThatThrownBy(() -> SELECTOR.deployment(List.of("bott", "db", "grafana")))
                .isInstanceOf(UnknownServiceException.class)
                .hasMessage("no service or group `bott`. Did you mean `bot`?\nno service or group `grafana`.");
        assertThatThrownBy(() -> SELECTOR.members(List.of("cor")))
                .hasMessage("no service or group `cor`. Did you mean `core`?");
    }

    @Test
    void all_means_every_service_even_where_a_service_is_called_so() {
        ServiceCatalog catalog = catalog("services: {all: , other: }");

        assertThat(new ServiceSelector(catalog, catalog.graph()).members(List.of("all")))
                .containsExactly("all", "other");
    }
}
