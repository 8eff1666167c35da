package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.fleet.FleetResult;
import io.homelabhub.report.ResultWords;
import io.homelabhub.report.StepWords;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.StepReport;
import io.homelabhub.time.TimeText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of a plan over several hosts.
 *
 * @param notices of all hosts together
 */
record FleetReport(FleetResult result, List<String> notices) implements Result {
    /** The exit code that the ending means, as for one host; with a host that is lost, nobody knows what is left there. */
    ExitCode code() {
        return result.lost().isEmpty() ? ApplyReport.code(result.ending()) : ExitCode.ROLLBACK_FAILED;
    }

    @Override
    public void print(Page page) {
        page.line(heading(page));
        result.hosts().forEach((host, part) -> page.line("  " + host + ": " + became(host, part)));
        result.failures().forEach((host, failures) -> {
            page.blank().line("On " + host + ":");
            failures.forEach(failure -> new Culprit(failure).print(page));
        });
        result.hosts()
                .forEach((host, part) -> new ApplyReport(part).notTakenBack("Not taken back on " + host + ":", page));
        result.lost().forEach(host -> lost(host, page));
        told().forEach(notice -> page.line(page.styled(Style.YELLOW, "Note: ") + notice));
    }

    private String heading(Page page) {
        return switch (code()) {
            case DONE -> page.styled(Style.GREEN, "Done") + " in " + TimeText.took(result.took()) + ".";
            default ->
                page.styled(Style.RED, "homelab: ") + result.operation() + " did not succeed; it took "
                        + TimeText.took(result.took()) + ".";
        };
    }

    private String became(String host, ApplyResult part) {
        return (result.lost().contains(host) ? "does not answer any more; " : "") + new ResultWords(part).ofHost();
    }

    private void lost(String host, Page page) {
        List<StepReport> unknown = result.unknown(host);
        String which = unknown.isEmpty()
                ? "No step was under way there."
                : "Not known there: "
                        + unknown.stream()
                                .map(step -> step.step().resource().spoken() + " ("
                                        + StepWords.of(step.step()).doing() + ")")
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ".";
        page.blank().line(host + " was lost. " + which);
        page.advice(
                "    Next: see that it answers (`homelab hosts check`), then do this again: that begins with a look.");
    }

    private Set<String> told() {
        Set<String> told = new LinkedHashSet<>();
        result.hosts().values().forEach(part -> {
            part.quietEnds().forEach(end -> told.add(ApplyReport.told(end)));
            told.addAll(part.plan().notices());
        });
        told.addAll(notices);
        return told;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("operation", result.operation());
        document.put("ending", ApplyReport.name(result.ending()));
        document.put("exitCode", code().code());
        document.put("tookMillis", result.took().toMillis());
        document.put(
                "hosts",
                result.hosts().entrySet().stream()
                        .map(host -> document(host.getKey(), host.getValue()))
                        .toList());
        document.put("notices", notices);
        return document;
    }

    private Map<String, ?> document(String host, ApplyResult part) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("host", host);
        document.put("lost", result.lost().contains(host));
        document.put(
                "unknownSteps",
                result.unknown(host).stream().map(step -> step.step().id()).toList());
        document.putAll(new ApplyReport(part).document());
        return document;
    }
}
