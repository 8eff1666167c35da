package io.homelabhub.cli.timer;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.job.Timetable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** How timers call this program: as it was called itself, with {@code --program} to say where it is. */
public final class TimerCall {
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
            "SOPS_AGE_KEY_FILE",
            "SOPS_CONFIG");

    private final Invocation invocation;
    private final Supplier<Optional<Path>> program;

    public TimerCall(Invocation invocation, Syntax syntax) {
        this.invocation = invocation;
        program = syntax.value(
                Path.class,
                OptionSpec.builder("--program")
                        .paramLabel("FILE")
                        .description("The program that timers call; this one if not given."));
    }

    /** The files that keep a timetable. */
    public TimerFiles files(Timetable timetable) {
        return new TimerFiles(
                timetable, call(), invocation.console().workingDirectory().toAbsolutePath(), environment());
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
