package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.RemedyText;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Style;
import io.homelabhub.engine.HealthCheck;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ContainerDiagnosis;
import io.homelabhub.run.FailureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One root cause of a failure: what was seen of it, what was not done because of it, what to type next. */
record Culprit(FailureReport failure) {
    private static final String QUOTE = "      | ";

    void print(Page page) {
        page.blank();
        String name = failure.step().resource().spoken();
        page.line(page.styled(Style.RED, "✘ ") + page.styled(Style.BOLD, name) + ": "
                + failure.problem().replace("\n", "\n    "));
        ContainerDiagnosis container = failure.container();
        state(page);
        if (container.exitCode().isEmpty() && !container.healthTest().isEmpty()) {
            page.line("    health test: " + command(container.healthTest()));
        }
        quote("last health checks", checks(), page);
        quote("last log lines", container.logLines(), page);
        failure.dependencies()
                .forEach(other -> quote(
                        "last log lines of " + other.container() + ", which it had waited for",
                        other.logLines(),
                        page));
        if (!failure.skipped().isEmpty()) {
            page.line("    Not done because of it: "
                    + failure.skipped().stream().map(ResourceId::spoken).collect(Collectors.joining(", ")));
        }
        String next = RemedyText.of(failure.remedies());
        if (!next.isEmpty()) {
            page.advice("    Next: " + next.replace("\n", "\n          "));
        }
    }

    /** What the problem itself does not say already. */
    private void state(Page page) {
        ContainerDiagnosis container = failure.container();
        List<String> facts = new ArrayList<>();
        container
                .exitCode()
                .filter(code -> !failure.problem().contains("exit code " + code))
                .ifPresent(code -> facts.add("it ended with exit code " + code));
        if (container.outOfMemory()) {
            facts.add("the kernel killed it: out of memory");
        }
        if (container.restarts() > 0 && !failure.problem().contains("restarted ")) {
            facts.add("the engine restarted it "
                    + (container.restarts() == 1 ? "once" : container.restarts() + " times"));
        }
        if (!facts.isEmpty()) {
            page.line("    Container " + container.container() + ": " + String.join("; ", facts) + ".");
        }
    }

    /** A command line goes without the shell that runs it. */
    private static String command(List<String> words) {
        boolean shell = words.size() == 3 && words.get(1).equals("-c");
        return (shell ? words.get(2) : String.join(" ", words)).replaceAll("\\s+", " ");
    }

    /** Those that say the same one after the other as one and a count. */
    private List<String> checks() {
        List<String> counted = new ArrayList<>();
        List<String> said =
                failure.container().healthChecks().stream().map(Culprit::said).toList();
        int times = 0;
        for (int i = 0; i < said.size(); i++) {
            times++;
            if (i == said.size() - 1 || !said.get(i).equals(said.get(i + 1))) {
                counted.add(times == 1 ? said.get(i) : said.get(i) + "\n(" + times + " times)");
                times = 0;
            }
        }
        return counted;
    }

    private static String said(HealthCheck check) {
        String end = check.exitCode() < 0 ? "did not end in time" : "exit code " + check.exitCode();
        return check.output().isBlank()
                ? "(printed nothing, " + end + ")"
                : check.output().strip();
    }

    private static void quote(String title, List<String> lines, Page page) {
        if (!lines.isEmpty()) {
            page.line("    " + title + ":");
            lines.stream().flatMap(String::lines).forEach(line -> page.line(page.styled(Style.FAINT, QUOTE + line)));
        }
    }
}
