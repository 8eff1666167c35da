package io.homelabhub.cli.command.doctor;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.doctor.Diagnosis;

/** {@code homelab doctor}: everything that may keep the project from being deployed, or from being well. */
public final class DoctorCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Looks at everything that may keep the project from being deployed or from being well, and says what to do: engine,"
                    + " files, environment, secrets in git, networks, ports and who has them, mounts, images, memory, disk, clock,"
                    + " services.",
            "Changes nothing. Ends with 0 if there are warnings at most; else with what a deploy would come to: 4 without an"
                    + " engine, 3 if files or environment are invalid, 5 otherwise.");

    private final FormatOption format = new FormatOption(syntax);

    public DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Diagnosis diagnosis = invocation.runtime().doctor();
        invocation.show(new DoctorResult(diagnosis), format.format());
        return diagnosis.isWell() ? ExitCode.DONE : code(diagnosis);
    }

    private static ExitCode code(Diagnosis diagnosis) {
        return switch (diagnosis.consequence()) {
            case ENGINE_UNREACHABLE -> ExitCode.ENGINE_UNREACHABLE;
            case INVALID_INPUT -> ExitCode.INVALID_INPUT;
            case REFUSED, NONE -> ExitCode.REFUSED;
        };
    }
}
