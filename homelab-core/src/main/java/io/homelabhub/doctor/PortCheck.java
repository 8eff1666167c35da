package io.homelabhub.doctor;

import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.planning.PortConflict;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether somebody else has a port that a service publishes, and who. */
final class PortCheck implements Check {
    private static final String NAME = "ports";
    private static final Pattern UNIT = Pattern.compile("\\(\\d+, (\\S+\\.service)\\)");
    private static final Pattern PROCESS = Pattern.compile("\\((\\d+)\\)");

    @Override
    public List<Finding> look(Circumstances circumstances) {
        DesiredState desired = circumstances.files().orElseThrow().desired();
        Circumstances.Engine engine = circumstances.engine().orElseThrow();
        ObservedState observed = engine.observed();
        List<PortConflict> conflicts = PortConflict.of(desired, observed);
        if (!conflicts.isEmpty()) {
            return conflicts.stream().map(PortCheck::finding).toList();
        }
        int wanted = PortConflict.wanted(desired, ObservedState.EMPTY).size();
        if (wanted == 0) {
            return List.of();
        }
        String ports = wanted == 1 ? "1 port is" : wanted + " ports are";
        return List.of(
                Finding.ok(
                        NAME,
                        circumstances.machine().sharesNetworkWith(engine.open().info())
                                ? ports + " free, or the project's own"
                                : "no other container has one that is wanted; what else listens there, this machine does not see"));
    }

    private static Finding finding(PortConflict conflict) {
        return Finding.problem(
                NAME,
                "service " + conflict.service() + " publishes " + conflict.port() + ", which " + conflict.holder()
                        + " has",
                remedy(conflict));
    }

    private static String remedy(PortConflict conflict) {
        if (conflict.container().isPresent()) {
            return "docker stop " + conflict.container().get() + "   # or publish another port";
        }
        Matcher unit = UNIT.matcher(conflict.holder());
        if (unit.find()) {
            return "sudo systemctl stop " + unit.group(1) + "   # or publish another port";
        }
        Matcher process = PROCESS.matcher(conflict.holder());
        return process.find()
                ? "sudo kill " + process.group(1) + "   # or publish another port"
                : "sudo ss -tulpn | grep ':" + conflict.port().replaceAll("^.*:|/.*$", "")
                        + " '   # shows who; or publish another port";
    }
}
