package io.homelabhub.cli.command.container;

import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.operation.ServiceContainer;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** Which container of a service is meant. */
final class ContainerOptions {
    private final Supplier<Optional<Integer>> index;

    ContainerOptions(Syntax syntax) {
        index = syntax.value(
                Integer.class,
                OptionSpec.builder("--index")
                        .paramLabel("N")
                        .description(
                                "The container's number where a service has several; the first that runs if not given."));
    }

    boolean isIndexGiven() {
        return index.get().isPresent();
    }

    ServiceContainer of(String service) {
        index.get().filter(number -> number < 1).ifPresent(number -> {
            throw new UsageException("--index is " + number + "; give 1 or more");
        });
        return new ServiceContainer(service, index.get());
    }
}
