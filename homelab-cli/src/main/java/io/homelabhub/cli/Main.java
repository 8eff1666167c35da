package io.homelabhub.cli;

import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ProcessLocale;
import io.homelabhub.time.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the process begins and ends. */
final class Main {
    private Main() {}

    public static void main(String[] args) {
        Console console = Console.ofProcess();
        int code = run(console, args);
        console.flush();
        // ends at once, whatever threads the engine's client still has
        Runtime.getRuntime().halt(code);
    }

    private static int run(Console console, String... args) {
        List<String> names = new ArrayList<>(List.of(args));
        names.add(System.getProperty("user.dir", ""));
        Optional<String> obstacle = ProcessLocale.obstacle(names);
        if (obstacle.isPresent()) {
            console.err().println("homelab: " + obstacle.get());
            return ExitCode.USAGE.code();
        }
        return new HomelabCommandLine(console, Optional.empty(), Timing.system()).run(args);
    }
}
