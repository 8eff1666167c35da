package io.homelabhub.cli;

import io.homelabhub.time.Timing;
import java.util.Optional;

/** Where the process begins and ends. */
final class Main {
    private Main() {}

    public static void main(String[] args) {
        Console console = Console.ofProcess();
        int code = new HomelabCommandLine(console, Optional.empty(), Timing.system()).run(args);
        console.flush();
        // ends at once, whatever threads the engine's client still has
        Runtime.getRuntime().halt(code);
    }
}
