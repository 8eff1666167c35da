package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.store.Shelf;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** Where backups lie. */
final class ShelfOption {
    private final Invocation invocation;
    private final Supplier<Optional<Path>> from;

    ShelfOption(Invocation invocation, Syntax syntax) {
        this.invocation = invocation;
        this.from = syntax.value(
                Path.class,
                OptionSpec.builder("--from")
                        .paramLabel("DIR")
                        .description("The folder in which backups lie; `backups` beside the files if not given."));
    }

    StoredBackup find(String id) {
        return invocation.runtime().backups().find(shelf(), id);
    }

    Shelf shelf() {
        return invocation.runtime().backups().shelf(from.get().map(folder -> invocation
                .console()
                .workingDirectory()
                .resolve(folder)));
    }
}
