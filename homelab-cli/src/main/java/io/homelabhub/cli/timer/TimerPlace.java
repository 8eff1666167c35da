package io.homelabhub.cli.timer;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say whose timers are meant: {@code --systemd}, with {@code --system}, or {@code --cron}. */
public final class TimerPlace {
    private static final Path CRON = Path.of("/etc/cron.d");
    private static final Path SYSTEM_UNITS = Path.of("/etc/systemd/system");

    private final Supplier<Boolean> systemd;
    private final Supplier<Boolean> cron;
    private final Supplier<Boolean> system;
    private final Supplier<Optional<Path>> directory;

    public TimerPlace(Syntax syntax) {
        systemd = syntax.flag(OptionSpec.builder("--systemd")
                .description("Timers of systemd, of the user's own unless --system is given."));
        cron = syntax.flag(
                OptionSpec.builder("--cron").description("A file in /etc/cron.d, where root alone may write."));
        system = syntax.flag(
                OptionSpec.builder("--system").description("With --systemd: in /etc/systemd/system, for the machine."));
        directory = syntax.value(
                Path.class,
                OptionSpec.builder("--directory")
                        .paramLabel("DIR")
                        .description("Where the files lie, if not where cron or systemd look."));
    }

    /** Whether cron is meant, rather than systemd. */
    public boolean isCron() {
        if (systemd.get().equals(cron.get())) {
            throw new UsageException("give --systemd or --cron");
        } else if (cron.get() && system.get()) {
            throw new UsageException("--system goes with --systemd");
        }
        return cron.get();
    }

    /** {@code systemctl}, as it is called for these timers. */
    public String systemctl() {
        return system.get() ? "systemctl" : "systemctl --user";
    }

    /** Whether the timers are a user's own, who has to be logged in for them. */
    public boolean isUsers() {
        return !system.get();
    }

    /** Where the files lie. */
    public Path folder(Invocation invocation) {
        if (directory.get().isPresent()) {
            return invocation
                    .console()
                    .workingDirectory()
                    .resolve(directory.get().get())
                    .normalize();
        }
        return isCron()
                ? CRON
                : system.get() ? SYSTEM_UNITS : userUnits(invocation.console().environment());
    }

    private static Path userUnits(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = configured.isEmpty() ? Path.of(home, ".config") : Path.of(configured);
        return base.resolve("systemd").resolve("user");
    }
}
