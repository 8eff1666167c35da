package io.homelabhub.cli.command.setup;

import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code homelab setup} found out, and what to type to put it right. */
record SetupResult(List<Check> checks) implements Result {
    SetupResult {
        checks = List.copyOf(checks);
    }

    /** DONE, or what the first problem would end a deploy with. */
    ExitCode code() {
        return checks.stream()
                .map(Check::blocks)
                .filter(code -> code != ExitCode.DONE)
                .findFirst()
                .orElse(ExitCode.DONE);
    }

    @Override
    public void print(Page page) {
        checks.forEach(check -> print(check, page));
        page.blank();
        boolean ready = code() == ExitCode.DONE;
        page.advice(
                ready
                        ? "Ready. Next: `homelab deploy core`."
                        : "Not ready yet: fix what is marked ✘, then run this again.");
    }

    private static void print(Check check, Page page) {
        page.line(mark(check, page) + " " + page.styled(Style.BOLD, check.subject()) + ": "
                + check.finding().replace("\n", "\n    "));
        check.fix().forEach(command -> page.advice("    $ " + command));
    }

    private static String mark(Check check, Page page) {
        return switch (check.state()) {
            case OK -> page.styled(Style.GREEN, "✔");
            case WARNING -> page.styled(Style.YELLOW, "!");
            case PROBLEM -> page.styled(Style.RED, "✘");
        };
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ready", code() == ExitCode.DONE);
        document.put("checks", checks.stream().map(SetupResult::document).toList());
        return document;
    }

    private static Map<String, ?> document(Check check) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("subject", check.subject());
        document.put("state", check.state().name().toLowerCase(Locale.ROOT));
        document.put("finding", check.finding());
        document.put("fix", check.fix());
        return document;
    }
}
