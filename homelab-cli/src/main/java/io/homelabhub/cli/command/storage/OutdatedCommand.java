package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.look.ImageUpdate;
import io.homelabhub.look.Look;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab outdated}: what registries have beyond what runs. */
public final class OutdatedCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Lists what registries have beyond the images that services run.",
            "That is another image under the same name, or newer tags of the same shape: 15.5-alpine and 16.1-alpine for"
                    + " 15.4-alpine, never another variant. Fetches nothing. Answers are kept for an hour.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns; all that have containers if not given."));

    private final Supplier<Boolean> all =
            syntax.flag(OptionSpec.builder("--all").description("Also lists what is up to date."));

    private final Supplier<Boolean> check = syntax.flag(
            OptionSpec.builder("--check").description("Ends with 10 if something is outdated, for scripts."));

    private final Supplier<Boolean> refresh = syntax.flag(OptionSpec.builder("--refresh")
            .description("Asks the registries anew, whatever they said within the last hour."));

    private final ListingOptions listing = new ListingOptions(syntax, "names of services");

    public OutdatedCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        AnswerFile memory = AnswerFile.of(
                invocation.console().environment(), invocation.timing().now(), refresh.get());
        Look<ImageUpdate> look =
                invocation.runtime().services().outdated(memory, names.get().toArray(String[]::new));
        memory.save();
        invocation.tell(look.problems());
        invocation.show(new OutdatedResult(look, all.get()), listing);
        boolean outdated = look.items().stream().anyMatch(ImageUpdate::isOutdated);
        return check.get() && outdated ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
    }
}
