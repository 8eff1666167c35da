package io.homelabhub.definition;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.VariableOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The variables that encrypted files hold: single values at the top whose keys can be names of variables. What lies deeper is for
 * templates and {@code x-sops}.
 */
final class EncryptedVariables {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private EncryptedVariables() {}

    /**
     * Those of {@code files}, which are absolute; a later one counts more.
     *
     * @param problems told why a file cannot be opened
     */
    static List<Assignment> read(List<Path> files, OpenedFiles opened, Consumer<Problem> problems) {
        List<Assignment> variables = new ArrayList<>();
        for (Path file : files) {
            try {
                for (SopsMap document : opened.documents(file)) {
                    document.members().stream()
                            .filter(EncryptedVariables::isVariable)
                            .forEach(member -> variables.add(assignment(member)));
                }
            } catch (InvalidInputException closed) {
                closed.problems().forEach(problems);
            }
        }
        return variables;
    }

    private static boolean isVariable(SopsMember member) {
        return member.value() instanceof SopsValue value
                && value.type() != SopsType.NULL
                && value.type() != SopsType.BYTES
                && NAME.matcher(member.key()).matches();
    }

    private static Assignment assignment(SopsMember member) {
        return new Assignment(
                member.key(),
                ((SopsValue) member.value()).shown(),
                VariableOrigin.at(VariableOrigin.Kind.ENCRYPTED_FILE, member.location()));
    }
}
