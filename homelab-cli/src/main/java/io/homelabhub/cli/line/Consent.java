package io.homelabhub.cli.line;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Style;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks before something is destroyed: data in volumes, and containers of services that are no longer described. That
 * containers of services are removed or made anew is what {@code undeploy} and {@code deploy} are for.
 */
public final class Consent {
    private final Invocation invocation;
    private final boolean agreed;

    public Consent(Invocation invocation, boolean agreed) {
        this.invocation = invocation;
        this.agreed = agreed;
    }

    /** Whether {@code plan} may be applied. If not, the user has been told. */
    public boolean given(Plan plan) {
        return given(destroyed(plan, ""));
    }

    /** Whether the plans of several hosts, by their names, may be applied: one question for all of them. */
    public boolean given(Map<String, Plan> plans) {
        return given(plans.entrySet().stream()
                .flatMap(host -> destroyed(host.getValue(), " on " + host.getKey()).stream())
                .toList());
    }

    private static List<String> destroyed(Plan plan, String where) {
        return plan.changes().stream()
                .filter(Consent::destroys)
                .map(change -> text(change) + where)
                .toList();
    }

    private boolean given(List<String> destroyed) {
        if (destroyed.isEmpty() || agreed) {
            return true;
        }
        Page page = invocation.messages();
        destroyed.forEach(what -> page.line(page.styled(Style.RED, "This removes ") + what + "."));
        return given("Go on?");
    }

    /** Whether the volumes that {@code plan} removes are agreed to one by one, which nobody can beforehand. */
    public boolean givenByName(Plan plan) {
        return plan.isRefused() || givenByName(lost(plan), lost(plan));
    }

    /** Likewise, of the plans of several hosts. */
    public boolean givenByName(Map<String, Plan> plans) {
        boolean refused = plans.values().stream().anyMatch(Plan::isRefused);
        List<String> volumes = plans.values().stream()
                .flatMap(plan -> lost(plan).stream())
                .distinct()
                .toList();
        List<String> spoken = plans.entrySet().stream()
                .flatMap(host -> lost(host.getValue()).stream().map(volume -> volume + " on " + host.getKey()))
                .toList();
        return refused || givenByName(volumes, spoken);
    }

    private static List<String> lost(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.losesData() && change.verdict().changesSomething())
                .map(change -> change.resource().name())
                .toList();
    }

    private boolean givenByName(List<String> volumes, List<String> spoken) {
        if (volumes.isEmpty()) {
            return true;
        }
        if (!invocation.console().inputIsTerminal()) {
            invocation
                    .messages()
                    .line("homelab: nothing was changed. `--volumes=all` needs a terminal; elsewhere, name"
                            + " them: --volumes=" + String.join(",", volumes));
            return false;
        }
        return given("This removes " + String.join(", ", spoken) + " and all data in them. Go on?");
    }

    /** Whether the user says yes to {@code question}, here or beforehand. If not, the user has been told. */
    public boolean given(String question) {
        if (agreed) {
            return true;
        }
        Page page = invocation.messages();
        if (!invocation.console().inputIsTerminal()) {
            page.line("homelab: nothing was changed. There is no terminal to ask at: add --yes to go ahead.");
            return false;
        }
        invocation.console().err().print(question + " [y/N] ");
        invocation.console().flush();
        String answer = invocation.console().input().get().orElse("").strip().toLowerCase(Locale.ROOT);
        boolean yes = answer.equals("y") || answer.equals("yes");
        if (!yes) {
            page.line("homelab: nothing was changed.");
        }
        return yes;
    }

    private static boolean destroys(Change change) {
        boolean orphan = change.resource().kind() == ResourceId.Kind.CONTAINER
                && change.verdict().changesSomething()
                && change.causes().stream().anyMatch(cause -> cause.kind() == Cause.Kind.ORPHANED);
        return orphan || (change.losesData() && change.verdict().changesSomething());
    }

    private static String text(Change change) {
        return change.resource().kind() + " " + change.resource().name()
                + (change.losesData() ? " and all data in it" : "");
    }
}
