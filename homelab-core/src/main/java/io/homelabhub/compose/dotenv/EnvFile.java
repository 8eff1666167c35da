package io.homelabhub.compose.dotenv;

import io.homelabhub.compose.interpolate.UnsetVariable;
import io.homelabhub.compose.interpolate.Variables;
import java.util.Map;
import java.util.function.Consumer;

/** Reads files of variables in the two formats of Compose. */
public final class EnvFile {
    private EnvFile() {}

    /** Reads the format of {@code .env} files, as {@link #read(String, Map, Variables, Consumer, EntryListener)}, with nobody listening. */
    public static void read(String text, Map<String, String> values, Variables variables, Consumer<UnsetVariable> unset)
            throws EnvFileException {
        read(text, values, variables, unset, EntryListener.NONE);
    }

    /**
     * Reads the format of {@code .env} files: {@code KEY=value} with quotes, escapes, comments and variables.
     *
     * <p>A variable is looked up in {@code variables}, then among the keys read so far.
     *
     * @param values where the keys go; what is there already counts as read before
     * @param unset told of each variable in a value that is not set and has no default
     * @param listener told of each entry
     * @throws EnvFileException at the first line that cannot be read
     */
    public static void read(
            String text,
            Map<String, String> values,
            Variables variables,
            Consumer<UnsetVariable> unset,
            EntryListener listener)
            throws EnvFileException {
        new DotEnvParser(text, values, variables, unset, listener).parse();
    }

    /** Reads the format {@code raw}, with nobody listening. */
    public static void readRaw(String text, Map<String, String> values, Variables variables) throws EnvFileException {
        readRaw(text, values, variables, EntryListener.NONE);
    }

    /**
     * Reads the format {@code raw}, which is that of {@code docker run --env-file}: a value is everything after the
     * first equals sign, quotes and dollar signs included.
     *
     * @throws EnvFileException at the first line that cannot be read
     */
    public static void readRaw(String text, Map<String, String> values, Variables variables, EntryListener listener)
            throws EnvFileException {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            int from = 0;
            while (from < line.length() && DotEnvParser.isAnySpace(line.charAt(from))) {
                from++;
            }
            int to = line.endsWith("\r") ? line.length() - 1 : line.length();
            rawLine(line.substring(Math.min(from, to), to), number, values, variables, listener);
        }
    }

    private static void rawLine(
            String line, int number, Map<String, String> values, Variables variables, EntryListener listener)
            throws EnvFileException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        String key = equals < 0 ? line : line.substring(0, equals);
        if (key.isEmpty()) {
            throw new EnvFileException(number, "no name before the equals sign", "write NAME=value");
        } else if (key.indexOf(' ') >= 0 || key.indexOf('\t') >= 0) {
            throw new EnvFileException(number, "the name of a variable contains a space", "write NAME=value");
        }
        String value = equals < 0 ? variables.get(key) : line.substring(equals + 1);
        if (value != null) {
            values.put(key, value);
            listener.read(key, value, number);
        }
    }
}
