package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.look.Look;
import io.homelabhub.look.ProjectDiskUsage.Item;
import io.homelabhub.look.ProjectDiskUsage.Kind;
import io.homelabhub.look.ProjectVolume;
import io.homelabhub.operation.ServiceOperations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab volumes}: what services keep, and where. */
public final class VolumesCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Lists the project's volumes, and who mounts them.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns whose volumes are shown; all of the project if not given."));

    private final Supplier<Boolean> sizes = syntax.flag(OptionSpec.builder("-s", "--size")
            .description("Also how much each holds. The engine walks through all its files for that."));

    private final ListingOptions listing = new ListingOptions(syntax, "names of volumes");

    public VolumesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        ServiceOperations services = invocation.runtime().services();
        Look<ProjectVolume> look = services.volumes(names.get().toArray(String[]::new));
        Optional<Map<String, Long>> known = sizes.get() ? Optional.of(sizes(services)) : Optional.empty();
        invocation.tell(look.problems());
        invocation.show(new VolumesResult(look, known), listing);
        return ExitCode.DONE;
    }

    private static Map<String, Long> sizes(ServiceOperations services) {
        Map<String, Long> sizes = new TreeMap<>();
        for (Item item : services.diskUsage().items()) {
            if (item.kind() == Kind.VOLUME && item.bytes().isPresent()) {
                sizes.put(item.name(), item.bytes().getAsLong());
            }
        }
        return sizes;
    }
}
