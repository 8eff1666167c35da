package io.homelabhub.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoTests {
    private final BackupException cancelled = new BackupException(Kind.CANCELLED, "it was cancelled", "Try again.");

    private final List<String> done = new ArrayList<>();
    private final Undo undo = new Undo();

    private Runnable doing(String what) {
        return () -> done.add(what);
    }

    private Runnable failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    @Test
    void the_last_thing_is_undone_first() {
        undo.later("removing the copy", doing("copy"));
        undo.must("putting back", doing("content"));

        BackupException told = undo.after(cancelled);

        assertThat(done).containsExactly("content", "copy");
        assertThat(told.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(told).hasMessage("it was cancelled. Everything is as before");
        assertThat(told.remedy()).isEqualTo("Try again.");
    }

    @Test
    void what_could_not_be_put_back_can_still_be_put_back_later() {
        undo.later("removing the copy", doing("copy"));
        undo.later("removing the note", doing("note"));
        undo.must("putting back one", doing("one"));
        undo.must("putting back other", failing(new IllegalStateException("oops")));

        BackupException told = undo.after(cancelled);

        assertThat(done).containsExactly("one");
        assertThat(told.kind()).isEqualTo(Kind.LEFT_HALF_WAY);
        assertThat(told)
                .hasMessageContaining("putting back other: java.lang.IllegalStateException: oops")
                .hasMessageContaining("removing the note: left undone")
                .hasMessageContaining("removing the copy: left undone");
    }

    @Test
    void where_the_next_run_has_to_decide_nothing_is_put_back_by_half() {
        undo.later("removing the copy", doing("copy"));
        undo.must("putting back one", doing("one"));
        undo.decisive("changing the names again", failing(new IllegalStateException("oops")));

        BackupException told = undo.after(cancelled);

        assertThat(done).isEmpty();
        assertThat(told.kind()).isEqualTo(Kind.LEFT_HALF_WAY);
        assertThat(told)
                .hasMessageContaining("changing the names again: java.lang.IllegalStateException: oops")
                .hasMessageContaining("putting back one: left undone");
    }

    @Test
    void what_only_tidies_up_keeps_nothing_from_being_done() {
        undo.later("removing the copy", doing("copy"));
        undo.later("removing the note", failing(new IllegalStateException("oops")));

        assertThat(undo.after(cancelled).kind()).isEqualTo(Kind.LEFT_HALF_WAY);
        assertThat(done).containsExactly("copy");
    }

    @Test
    void a_failure_that_nobody_foresaw_is_undone_as_well() {
        undo.must("putting back", doing("content"));

        BackupException told = undo.after(new IllegalStateException("oops"));

        assertThat(done).containsExactly("content");
        assertThat(told.kind()).isEqualTo(Kind.FAILED);
        assertThat(told).hasMessageContaining("oops").hasMessageContaining("Everything is as before");
    }
}
