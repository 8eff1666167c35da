package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.look.Look;
import io.homelabhub.look.ServiceImage;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab images}: what containers were made from. */
public final class ImagesCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Lists the images that the services' containers were made from.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns; all that have containers if not given."));

    private final Supplier<Boolean> digests = syntax.flag(OptionSpec.builder("--digests")
            .description("Shows the digest by which the registry knows each, in place of its id."));

    private final ListingOptions listing = new ListingOptions(syntax, "ids of images");

    public ImagesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Look<ServiceImage> look =
                invocation.runtime().services().images(names.get().toArray(String[]::new));
        invocation.tell(look.problems());
        invocation.show(new ImagesResult(look, invocation.timing().now(), digests.get()), listing);
        return ExitCode.DONE;
    }
}
