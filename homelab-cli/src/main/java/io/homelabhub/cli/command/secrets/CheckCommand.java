package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab secrets check}: whether files are whole and can be opened. */
final class CheckCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Checks that each file is encrypted, can be opened with the keys here, and was not changed by anybody without one.",
            "Ends with 3 if one is not, and names every value that is wrong.");
    private final Supplier<List<String>> files = syntax.words(
            PositionalParamSpec.builder().paramLabel("FILE").arity("1..*").description("Encrypted files."));

    CheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        List<Problem> problems = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        for (String file : files.get()) {
            try {
                int values = Names.of(new SecretsOnDisk(invocation, Path.of(file))
                                .open()
                                .documents())
                        .size();
                whole.add(file + ": whole, " + values + (values == 1 ? " value" : " values"));
            } catch (InvalidInputException e) {
                problems.addAll(e.problems());
            }
        }
        whole.forEach(line -> invocation.console().out().println(line));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return ExitCode.DONE;
    }
}
