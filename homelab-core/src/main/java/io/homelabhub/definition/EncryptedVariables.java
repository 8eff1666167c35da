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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables that encrypted files hold: single values at the top whose keys can be names of variables. What lies deeper is for
 * templates and {@code x-sops}.
 */
final class EncryptedVariables {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private EncryptedVariables() {}

    /**
     * Those of the catalog's files, and over them those of the command's.
     *
     * @param home where the catalog's paths begin
     * @param ofCatalog as the catalog names them
     * @param problems takes why a file cannot be opened
     */
    static List<Assignment> of(
            DefinitionSources sources, Path home, List<String> ofCatalog, OpenedFiles opened, List<Problem> problems) {
        List<Path> files = Stream.concat(
                        ofCatalog.stream().map(home::resolve),
                        sources.encrypted().variables().stream().map(sources.workingDirectory()::resolve))
                .map(Path::normalize)
                .toList();
        List<Assignment> variables = new ArrayList<>();
        for (Path file : files) {
            try {
                for (SopsMap document : opened.documents(file)) {
                    document.members().stream()
                            .filter(EncryptedVariables::isVariable)
                            .forEach(member -> variables.add(assignment(member)));
                }
            } catch (InvalidInputException closed) {
                problems.addAll(closed.problems());
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
