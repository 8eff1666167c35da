package io.homelabhub.cli.command.status;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What {@code homelab} alone shows in the folder of a project: how it stands, on one screen, and what to type next. */
public final class Overview {
    /** What is said below: an empty line and the advice, and the line that was typed. */
    private static final int LINES_OF_ADVICE = 5;

    private final Invocation invocation;

    public Overview(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Whether somebody sits at a terminal in the folder of a project. */
    public boolean isWanted() {
        return invocation.console().outIsTerminal() && invocation.runtime().hasFiles();
    }

    /** Shows it. */
    public ExitCode show() {
        ProjectStatus status = invocation.runtime().status();
        invocation.tell(status.problems());
        int rows = invocation.console().lines() - StatusResult.LINES_AROUND - LINES_OF_ADVICE;
        StatusResult stack = new StatusResult(status, invocation.timing().now(), false, false).within(rows);
        invocation.show(new Screen(stack), OutputFormat.TABLE);
        return ExitCode.DONE;
    }

    /** The stack and the advice. */
    private record Screen(StatusResult stack) implements Result {
        @Override
        public void print(Page page) {
            stack.print(page);
            page.blank();
            advice(stack.status().services()).forEach(page::advice);
        }

        private static List<String> advice(List<ServiceStatus> services) {
            Predicate<ServiceStatus> deployed = service -> !service.containers().isEmpty();
            String help = "`homelab --help` lists all commands.";
            List<String> unwell = services.stream()
                    .filter(deployed.and(service -> !service.isUp()))
                    .map(ServiceStatus::service)
                    .toList();
            if (services.stream().noneMatch(deployed)) {
                return List.of("`homelab plan all` shows what a deploy would do; `homelab deploy all` does it.", help);
            }
            if (!unwell.isEmpty()) {
                String first = unwell.get(0);
                return List.of(
                        "`homelab logs " + first + " -n 20` shows what " + first
                                + " wrote last; `homelab health` tests all.",
                        "`homelab fix` brings back what is down or was changed by hand.",
                        help);
            }
            return List.of(
                    "`homelab status --watch` goes on showing this; `homelab logs -f` and `homelab stats` show what runs.",
                    "`homelab plan all` shows what differs from the files; `homelab deploy all` brings it up to date.",
                    help);
        }

        @Override
        public Map<String, ?> document() {
            return stack.document();
        }
    }
}
