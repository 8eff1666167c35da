package io.homelabhub.compose.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths as text, by the rules of Unix. Java's own paths cannot be used: relative paths must stay relative until the whole
 * project is put together, and a path for the engine may be one that this machine cannot express.
 */
final class Paths {
    private Paths() {}

    /** The shortest path that means the same: no {@code .}, no doubled slashes, no {@code ..} behind a name. */
    static String clean(String path) {
        boolean absolute = path.startsWith("/");
        List<String> steps = new ArrayList<>();
        for (String step : split(path)) {
            if (step.equals("..")
                    && !steps.isEmpty()
                    && !steps.get(steps.size() - 1).equals("..")) {
                steps.remove(steps.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".") && !(absolute && step.equals(".."))) {
                steps.add(step);
            }
        }
        String joined = String.join("/", steps);
        if (absolute) {
            return "/" + joined;
        }
        return joined.isEmpty() ? "." : joined;
    }

    private static List<String> split(String path) {
        List<String> steps = new ArrayList<>();
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            steps.add(path.substring(from, slash));
            from = slash + 1;
        }
        steps.add(path.substring(from));
        return steps;
    }

    /** {@code path} below {@code directory}, cleaned. */
    static String join(String directory, String path) {
        if (directory.isEmpty()) {
            return path.isEmpty() ? "" : clean(path);
        }
        return clean(path.isEmpty() ? directory : directory + "/" + path);
    }

    /** {@code path} itself if it is absolute, else below {@code directory}. */
    static String resolve(String directory, String path) {
        return isAbsolute(path) ? path : join(directory, path);
    }

    static boolean isAbsolute(String path) {
        return path.startsWith("/");
    }

    /** Whether {@code path} is absolute on Windows: a drive letter with a slash, or a share. */
    static boolean isWindowsAbsolute(String path) {
        if (path.length() >= 2 && path.charAt(1) == ':') {
            return path.length() > 2 && isSlash(path.charAt(2));
        }
        return path.length() >= 2 && isSlash(path.charAt(0)) && isSlash(path.charAt(1));
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    /** What stands before the last step. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : clean(path.substring(0, slash + 1));
    }

    /** The last step. */
    static String name(String path) {
        String clean = clean(path);
        return clean.substring(clean.lastIndexOf('/') + 1);
    }

    /** The way from the absolute {@code directory} to the absolute {@code path}. */
    static String relative(String directory, String path) {
        List<String> from = split(clean(directory));
        List<String> to = split(clean(path));
        from.removeIf(String::isEmpty);
        to.removeIf(String::isEmpty);
        int common = 0;
        while (common < from.size() && common < to.size() && from.get(common).equals(to.get(common))) {
            common++;
        }
        List<String> steps = new ArrayList<>();
        for (int i = common; i < from.size(); i++) {
            steps.add("..");
        }
        steps.addAll(to.subList(common, to.size()));
        return steps.isEmpty() ? "." : String.join("/", steps);
    }

    /** {@code path} with a {@code ~} at its beginning replaced by {@code home}; as it is if there is no home. */
    static String expandHome(String path, String home) {
        return path.startsWith("~") && !home.isEmpty() ? join(home, path.substring(1)) : path;
    }
}
