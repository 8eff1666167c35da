package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.util.List;
import java.util.Map;

/**
 * A command that is run in a container at some moment of its life.
 *
 * @param command the command
 * @param user who runs it; empty for the user of the container
 * @param privileged whether it has all rights
 * @param workingDir where it runs; empty for the directory of the container
 * @param environment more variables
 */
public record Hook(
        List<String> command, String user, boolean privileged, String workingDir, Map<String, String> environment) {

    static Hook of(View view) {
        return new Hook(
                view.texts("command"),
                view.text("user"),
                view.flag("privileged"),
                view.text("working_dir"),
                view.textMap("environment"));
    }

    /** The command alone; variables may be secret. */
    @Override
    public String toString() {
        return "Hook" + command;
    }
}
