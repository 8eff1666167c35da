package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.job.Timetable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab jobs install}: has cron or systemd keep the time of jobs. */
final class JobsInstallCommand implements Command {
    private static final List<String> CARRIED = List.of(
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "DOCKER_CONFIG",
            "DOCKER_CERT_PATH",
            "DOCKER_TLS_VERIFY",
            "JAVA_HOME",
            "COMPOSE_FILE",
            "COMPOSE_PROJECT_NAME",
            "COMPOSE_PROFILES",
            "COMPOSE_ENV_FILES",
            "SOPS_AGE_KEY_FILE");

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Has cron or systemd run the jobs that have a schedule.",
            "Shows the files before it writes them. Files of the project that are no longer needed go. Install again"
                    + " when a schedule has changed; `homelab plan` tells when it has.");
    private final TimerPlace place = new TimerPlace(syntax);
    private final Supplier<Optional<Path>> program = syntax.value(
            Path.class,
            OptionSpec.builder("--program")
                    .paramLabel("FILE")
                    .description("The program that timers call; this one if not given."));
    private final Supplier<Optional<String>> user = syntax.value(
            String.class,
            OptionSpec.builder("--user")
                    .paramLabel("NAME")
                    .description("With --cron: who it runs as; root if not given."));
    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Writes without asking."));

    JobsInstallCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        boolean cron = place.isCron();
        Timetable timetable = invocation.runtime().jobs().timetable();
        TimerFiles files = new TimerFiles(
                timetable, call(), invocation.console().workingDirectory().toAbsolutePath(), environment());
        Path folder = place.folder(invocation);
        SortedMap<Path, String> wanted = timetable.jobs().isEmpty()
                ? new TreeMap<>()
                : cron
                        ? files.cron(
                                folder,
                                user.get().orElse("root"),
                                ZoneId.systemDefault(),
                                invocation.timing().now())
                        : files.systemd(folder);
        return install(new InstalledTimers(folder), wanted, timetable);
    }

    private ExitCode install(InstalledTimers timers, SortedMap<Path, String> wanted, Timetable timetable) {
        SortedMap<Path, String> there = timers.of(timetable.project());
        TreeSet<Path> stale = new TreeSet<>(there.keySet());
        stale.removeAll(wanted.keySet());
        Page page = invocation.messages();
        if (there.equals(wanted)) {
            page.line(
                    wanted.isEmpty() ? "No job has a schedule." : "All is as it should be in " + timers.folder() + ".");
            return ExitCode.DONE;
        }
        wanted.forEach((file, content) -> {
            page.line((there.containsKey(file) ? content.equals(there.get(file)) ? "  " : "~ " : "+ ") + file);
            content.lines().skip(1).forEach(line -> page.line(line.isEmpty() ? "" : "    " + line));
        });
        stale.forEach(file -> page.line("- " + file));
        if (!new Consent(invocation, yes.get()).given("Write this?")) {
            return ExitCode.CANCELLED;
        }
        timers.write(wanted);
        timers.remove(stale);
        advise(page, timetable);
        return ExitCode.DONE;
    }

    private void advise(Page page, Timetable timetable) {
        page.line("Written.");
        if (!place.isCron() && !timetable.jobs().isEmpty()) {
            page.advice("`%s daemon-reload && %s enable --now %s` starts the timers."
                    .formatted(place.systemctl(), place.systemctl(), JobsUninstallCommand.timers(timetable.project())));
            if (place.isUsers()) {
                page.advice("`loginctl enable-linger` keeps them going while you are not logged in.");
            }
        }
    }

    /** What says where files and engine are goes along. */
    private List<String> call() {
        List<String> call = new ArrayList<>();
        call.add(program().toString());
        invocation.options().files.get().forEach(file -> call.addAll(List.of("-f", absolute(file))));
        invocation.options().projectName.get().ifPresent(name -> call.addAll(List.of("-p", name)));
        invocation
                .options()
                .projectDirectory
                .get()
                .ifPresent(directory -> call.addAll(List.of("--project-directory", absolute(directory))));
        invocation.options().profiles.get().forEach(profile -> call.addAll(List.of("--profile", profile)));
        invocation.options().envFiles.get().forEach(file -> call.addAll(List.of("--env-file", absolute(file))));
        invocation.options().secrets.get().forEach(file -> call.addAll(List.of("--secrets", absolute(file))));
        invocation.options().catalog.get().ifPresent(file -> call.addAll(List.of("--catalog", absolute(file))));
        invocation.options().host.get().ifPresent(host -> call.addAll(List.of("--host", host)));
        invocation.options().context.get().ifPresent(context -> call.addAll(List.of("--context", context)));
        if (invocation.options().strict.get()) {
            call.add("--strict");
        }
        return call;
    }

    private String absolute(Path path) {
        return invocation
                .console()
                .workingDirectory()
                .resolve(path)
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = invocation.console().environment();
        return CARRIED.stream()
                .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                .collect(Collectors.toMap(name -> name, environment::get));
    }

    /** The launcher lies three folders above its jar. */
    private Path program() {
        if (program.get().isPresent()) {
            return Path.of(absolute(program.get().get()));
        }
        Path jar = Path.of(System.getProperty("java.class.path", ""))
                .toAbsolutePath()
                .normalize();
        Path launch = jar.getParent();
        Path home = launch == null ? null : launch.resolve("../../..").normalize();
        if (home == null || !Files.isExecutable(home.resolve("homelab"))) {
            throw new UsageException("it is not known how this program is called; give --program FILE");
        }
        return home.resolve("homelab");
    }
}
