package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Syntax;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The name of a job on the command line. */
final class JobWord {
    private JobWord() {}

    static Supplier<String> of(Syntax syntax) {
        return syntax.word(
                PositionalParamSpec.builder().paramLabel("JOB").index("0").description("The job's name."));
    }
}
