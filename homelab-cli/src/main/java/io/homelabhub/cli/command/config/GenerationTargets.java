package io.homelabhub.cli.command.config;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.generation.Configuration;
import java.util.function.Supplier;

/** What the commands that generate share. */
final class GenerationTargets {
    private GenerationTargets() {}

    /** The configuration of the project, with the keys of whoever typed the command. */
    static Configuration configuration(Invocation invocation) {
        return invocation.runtime().configuration();
    }

    /** A name as it was typed; one that cannot be one is a mistake on the command line. */
    static <T> T typed(Supplier<T> name) {
        try {
            return name.get();
        } catch (IllegalArgumentException refused) {
            throw new UsageException(String.valueOf(refused.getMessage()));
        }
    }
}
