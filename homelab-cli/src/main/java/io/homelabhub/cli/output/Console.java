package io.homelabhub.cli.output;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything of the process that a command touches, so that tests can stand in for it.
 *
 * @param out for results
 * @param err for progress, warnings and failures
 * @param input answers one line of what the user types; empty at the end
 * @param streams the same three for bytes; what is buffered in {@code out} and {@code err} is flushed before they are used
 * @param secretInput answers a value that must not be seen: typed without an echo, or all that comes from a pipe but for its last line
 *     end; empty at the end
 * @param inputIsTerminal whether there is somebody who can answer a question
 * @param outIsTerminal whether results go to a terminal
 * @param errIsTerminal whether progress goes to a terminal
 * @param columns the terminal's width in characters, 20 and up
 * @param lines the terminal's height, 5 and up
 * @param environment the process environment
 * @param workingDirectory where the command was typed
 * @param command how this program is called there: {@code homelab}, {@code ./homelab}
 */
public record Console(
        PrintWriter out,
        PrintWriter err,
        Supplier<Optional<String>> input,
        ByteStreams streams,
        Supplier<Optional<String>> secretInput,
        boolean inputIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        int columns,
        int lines,
        Map<String, String> environment,
        Path workingDirectory,
        String command) {
    private static final String NAME = "homelab";

    /** The program's name where advice says what to type: at the begin, in backticks, after a colon or a shell's prompt. */
    private static final Pattern IN_ADVICE = Pattern.compile("(?m)(^\\s*(?:\\$ )?|`|: )" + NAME + " (?=[a-z-])");

    private static final int MOST_SECRET_BYTES = 1 << 20;
    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 20;
    private static final int USUAL_LINES = 24;
    private static final int LEAST_LINES = 5;

    /**
     * The console of this process. The launcher says which of the three streams are terminals ({@code
     * -Dhomelab.terminals}, the numbers of those that are) and how wide they are, as Java 17 cannot find out; without
     * it, none is.
     */
    public static Console ofProcess() {
        String terminals = System.getProperty("homelab.terminals", "");
        return new Console(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Console::readLine,
                ByteStreams.ofProcess(),
                () -> readSecret(terminals.contains("0")),
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"),
                Math.max(LEAST_COLUMNS, Integer.getInteger("homelab.columns", USUAL_COLUMNS)),
                Math.max(LEAST_LINES, Integer.getInteger("homelab.lines", USUAL_LINES)),
                ProcessLocale.environment(System.getenv(), System.getProperty("homelab.lc-all")),
                Path.of("").toAbsolutePath(),
                System.getProperty("homelab.command", NAME));
    }

    /**
     * What the standard input holds, for a Compose file named {@code -}.
     *
     * @param most how many bytes are read at the most
     */
    public static byte[] standardInput(int most) {
        try {
            return System.in.readNBytes(most);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the standard input", e);
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), encoding()), false);
    }

    /** The terminal's encoding; UTF-8 where the locale says nothing, as in most containers. */
    private static Charset encoding() {
        String named = System.getProperty("native.encoding", "UTF-8");
        boolean sayNothing = named.startsWith("ANSI_X3.4") || named.equals("US-ASCII");
        return sayNothing || !Charset.isSupported(named) ? StandardCharsets.UTF_8 : Charset.forName(named);
    }

    private static Optional<String> readLine() {
        try {
            return Optional.ofNullable(new BufferedReader(new InputStreamReader(System.in, encoding())).readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the answer from the terminal", e);
        }
    }

    /**
     * Java's own console hides what is typed. From Java 22 on there is one for pipes, too, so {@code typed} says whether to ask it;
     * in Java 17 there is none where the output is no terminal, and a value that would be shown is not read.
     */
    @SuppressWarnings("SystemConsoleNull") // it is null in older versions
    private static Optional<String> readSecret(boolean typed) {
        if (typed) {
            return Optional.ofNullable(System.console())
                    .map(java.io.Console::readPassword)
                    .map(String::valueOf);
        }
        String piped = new String(standardInput(MOST_SECRET_BYTES), StandardCharsets.UTF_8);
        return Optional.of(piped.endsWith("\n") ? piped.substring(0, piped.length() - 1) : piped);
    }

    /** {@code advice} with this program called as the user calls it, so that it can be pasted. */
    public String typed(String advice) {
        return command.equals(NAME)
                ? advice
                : IN_ADVICE.matcher(advice).replaceAll("$1" + Matcher.quoteReplacement(command) + " ");
    }

    /** Writes out what is buffered. */
    public void flush() {
        out.flush();
        err.flush();
    }
}
