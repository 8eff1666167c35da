package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A secret or a config of a project: content for files in containers. Exactly one of file, variable and content gives it, unless
 * it is external.
 *
 * @param key its key in the file
 * @param name its name, for engines that store such objects
 * @param file the absolute path of the file that holds the content
 * @param variable the name of the variable that holds the content
 * @param variableValue the value of that variable when the project was loaded, if it was set; never to be shown
 * @param content the content itself; only configs have it
 * @param external whether it is only referred to
 * @param labels labels
 * @param location where its key stands
 */
public record ComposeFileObject(
        String key,
        String name,
        Optional<Path> file,
        Optional<String> variable,
        Optional<String> variableValue,
        Optional<String> content,
        boolean external,
        Map<String, String> labels,
        SourceLocation location) {

    static ComposeFileObject of(String key, View view, Optional<String> value, SourceLocation location) {
        return new ComposeFileObject(
                key,
                view.text("name"),
                view.optionalText("file").map(Path::of),
                view.optionalText("environment"),
                value,
                view.optionalText("content"),
                view.flag("external"),
                view.textMap("labels"),
                location);
    }

    /** Without the value and the content, which may be secret. */
    @Override
    public String toString() {
        return "ComposeFileObject[" + key + "]";
    }
}
