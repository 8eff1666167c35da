package io.homelabhub.cli.line;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Style;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import java.util.Locale;

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
        List<String> destroyed = plan.changes().stream()
                .filter(Consent::destroys)
                .map(Consent::text)
                .toList();
        if (destroyed.isEmpty() || agreed) {
            return true;
        }
        Page page = invocation.messages();
        destroyed.forEach(what -> page.line(page.styled(Style.RED, "This removes ") + what + "."));
        return given("Go on?");
    }

    /** Whether the volumes that {@code plan} removes are agreed to one by one, which nobody can beforehand. */
    public boolean givenByName(Plan plan) {
        List<String> volumes = plan.changes().stream()
                .filter(change -> change.losesData() && change.verdict().changesSomething())
                .map(change -> change.resource().name())
                .toList();
        if (volumes.isEmpty() || plan.isRefused()) {
            return true;
        }
        if (!invocation.console().inputIsTerminal()) {
            invocation
                    .messages()
                    .line("homelab: nothing was changed. `--volumes=all` needs a terminal; elsewhere, name"
                            + " them: --volumes=" + String.join(",", volumes));
            return false;
        }
        return given("This removes " + String.join(", ", volumes) + " and all data in them. Go on?");
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
