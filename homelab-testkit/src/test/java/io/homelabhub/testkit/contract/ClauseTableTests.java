package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClauseTableTests {
    private static final Clause FIRST = new Clause("c01", "a container is created");
    private static final Clause SECOND = new Clause("c02", "a name is taken");
    private static final String DOCUMENT = """
            # Title
            <!-- clauses -->
            | | Clause | Docker 20.10 | Podman 4.3 |
            |---|---|---|---|
            | c01 | a container is created | passes | differs: it is not |
            | c02 | a name is taken | passes | passes |
            <!-- end of clauses -->
            """;

    private final ClauseTable table = ClauseTable.in(DOCUMENT);

    @Test
    void what_an_engine_did_agrees_with_its_column() {
        assertThat(table.contradictions(
                        List.of(FIRST, SECOND), "Podman 4.3", Map.of("c01", "differs: it is not", "c02", "passes")))
                .isEmpty();
    }

    @Test
    void another_result_contradicts_it() {
        assertThat(table.contradictions(List.of(FIRST, SECOND), "Podman 4.3", Map.of("c01", "passes")))
                .containsExactly("c01 on Podman 4.3: passes, and not: differs: it is not");
    }

    @Test
    void a_clause_that_it_does_not_have_contradicts_it() {
        Clause third = new Clause("c03", "nobody is asked");

        assertThat(table.contradictions(List.of(FIRST, SECOND, third), "Docker 20.10", Map.of("c03", "passes")))
                .containsExactly("it lacks c03, nobody is asked", "c03 on Docker 20.10: passes, and not: ");
        assertThat(table.contradictions(List.of(FIRST), "Docker 20.10", Map.of()))
                .containsExactly("no clause is c02, a name is taken");
    }

    @Test
    void an_engine_has_the_column_of_its_product_and_version() {
        assertThat(table.columnOf("Docker", "20.10.24+dfsg1")).contains("Docker 20.10");
        assertThat(table.columnOf("Podman", "4.3.1")).contains("Podman 4.3");
        assertThat(table.columnOf("Docker", "20.1.3")).isEmpty();
        assertThat(table.columnOf("Podman", "5.0.0")).isEmpty();
    }

    @Test
    void a_column_is_written_anew_and_others_stay() {
        assertThat(table.with(List.of(FIRST, SECOND), "Docker 20.10", Map.of("c02", "skipped")))
                .isEqualTo(DOCUMENT.replace("taken | passes | passes", "taken | skipped | passes")
                        .replace("| | Clause", "|  | Clause"));
    }

    @Test
    void a_document_without_a_table_is_refused() {
        assertThatThrownBy(() -> ClauseTable.in("# Title\n")).hasMessageContaining("has no table");
    }
}
