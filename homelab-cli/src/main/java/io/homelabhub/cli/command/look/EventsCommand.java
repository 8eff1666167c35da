package io.homelabhub.cli.command.look;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.PointInTime;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.look.EventQuery;
import io.homelabhub.look.ServiceEvent;
import io.homelabhub.look.ServiceEvents;
import io.homelabhub.report.ForeignText;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab events}: what happens to services. */
public final class EventsCommand implements Command {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** What is worth a reader's time; the rest is for programs. */
    private static final List<String> TELLING = List.of("exitCode", "signal", "image");

    /** The forms in which events are printed. */
    enum Form {
        TEXT,
        JSONL
    }

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Prints what happens to services' containers, until Ctrl-C.",
            "Goes on after a restart of the engine. Engines remember the last few hundred events of all containers.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns; all if not given."));

    private final Supplier<Optional<String>> since = syntax.value(
            String.class,
            OptionSpec.builder("--since")
                    .paramLabel("TIME")
                    .description("Begins with what has happened since then: " + PointInTime.FORMS + "."));

    private final Supplier<Optional<String>> until = syntax.value(
            String.class,
            OptionSpec.builder("--until")
                    .paramLabel("TIME")
                    .description("Ends then. A time that is yet to come is waited for."));

    private final Supplier<Boolean> all = syntax.flag(OptionSpec.builder("--all")
            .description("Also tells of commands run in containers, as each health test is one."));

    private final Supplier<Boolean> json =
            syntax.flag(OptionSpec.builder("--json").description("Short for --format jsonl."));

    private final Supplier<Form> form = syntax.choice(
            Form.TEXT,
            OptionSpec.builder("--format")
                    .paramLabel("FORM")
                    .description("text (for people) or jsonl (for programs: one JSON object per line)."));

    public EventsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Instant now = invocation.timing().now();
        ZoneId zone = ZoneId.systemDefault();
        EventQuery query = new EventQuery(
                names.get(),
                since.get().map(text -> PointInTime.parse("--since", text, now, zone)),
                until.get().map(text -> PointInTime.parse("--until", text, now, zone)));
        try (ServiceEvents events = invocation.runtime().services().events(query)) {
            invocation.tell(events.problems());
            print(events);
        }
        return ExitCode.DONE;
    }

    /** Prints until the end, or until nobody reads what is printed. */
    private void print(ServiceEvents events) {
        PrintWriter out = invocation.console().out();
        boolean lines = json.get() || form.get() == Form.JSONL;
        for (Optional<ServiceEvent> event = events.next(); event.isPresent(); event = events.next()) {
            if (event.get().action().startsWith("exec_") && !all.get()) {
                continue;
            }
            out.print((lines ? OutputFormat.jsonLine(document(event.get())) : text(event.get())) + "\n");
            if (out.checkError()) {
                return;
            }
        }
    }

    /** {@code 2026-11-29T21:40:32.922263Z  web  lab-web-1  die  exitCode=137 image=web:1}. */
    private static String text(ServiceEvent event) {
        List<String> parts =
                new ArrayList<>(List.of(TIME.format(event.at()), event.service(), event.container(), event.action()));
        List<String> details = TELLING.stream()
                .filter(event.attributes()::containsKey)
                .map(name -> name + "=" + event.attributes().get(name))
                .toList();
        parts.add(String.join(" ", details));
        return ForeignText.clean(String.join("  ", parts), false).stripTrailing();
    }

    private static Map<String, ?> document(ServiceEvent event) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("time", event.at().toString());
        document.put("service", event.service());
        document.put("container", event.container());
        document.put("id", event.containerId());
        document.put("action", event.action());
        event.exitCode().ifPresent(code -> document.put("exitCode", code));
        document.put("attributes", event.attributes());
        return document;
    }
}
