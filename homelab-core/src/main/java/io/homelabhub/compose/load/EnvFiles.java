package io.homelabhub.compose.load;

import io.homelabhub.compose.dotenv.EntryListener;
import io.homelabhub.compose.dotenv.EnvFile;
import io.homelabhub.compose.dotenv.EnvFileException;
import io.homelabhub.compose.interpolate.UnsetVariable;
import io.homelabhub.compose.interpolate.Variables;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.VariableOrigin;
import io.homelabhub.yaml.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads files of variables and reports what is wrong with them. */
final class EnvFiles {
    private final Findings findings;
    private final SourceFiles files;

    EnvFiles(Findings findings, SourceFiles files) {
        this.findings = findings;
        this.files = files;
    }

    /**
     * The variables of a project's env files; later ones win.
     *
     * @param kind what kind of source the files are
     * @param outer variables that win over the files, also within them
     * @param place where the files are named
     */
    Map<String, String> project(
            VariableOrigin.Kind kind,
            List<String> paths,
            Map<String, String> outer,
            SourceLocation place,
            String trail) {
        Map<String, String> values = new LinkedHashMap<>();
        List<Assignment> said = new ArrayList<>();
        for (String path : paths) {
            if (SourceFiles.exists(path)) {
                read(
                        path,
                        "",
                        values,
                        outer::get,
                        (name, value, line) ->
                                said.add(ReadingRecord.assignment(name, value, kind, files.shown(path), line)));
            } else {
                findings.add(Problem.error(place, trail, "there is no env file " + files.shown(path))
                        .withSuggestion("create it, or name another")
                        .about("missing-file:" + path));
            }
        }
        files.record().forFiles(said);
        return values;
    }

    /**
     * Reads one file.
     *
     * @param format {@code raw}, or empty for the usual one
     * @param listener told of each entry
     */
    void read(String path, String format, Map<String, String> values, Variables variables, EntryListener listener) {
        files.record().envFile(Path.of(path), files.shown(path), format.equals("raw"));
        SourceLocation whole = SourceLocation.of(files.shown(path));
        Consumer<UnsetVariable> unset = variable -> findings.warn(
                variable.id(),
                whole,
                "",
                variable.problem(),
                variable.isPieceOfSecret() ? "put the value in single quotes" : "set it");
        try {
            String text = files.text(path);
            if (format.equals("raw")) {
                EnvFile.readRaw(text, values, variables, listener);
            } else {
                EnvFile.read(text, values, variables, unset, listener);
            }
        } catch (InputFile.UnreadableException e) {
            findings.error(whole, "", e.problem().message());
        } catch (EnvFileException e) {
            SourceLocation line = new SourceLocation(files.shown(path), e.line(), 0);
            findings.error(line, "", String.valueOf(e.getMessage()), e.suggestion());
        }
    }
}
