package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.deployment.HostPlan;
import io.homelabhub.fleet.FleetPlan;
import io.homelabhub.plan.Gate;
import io.homelabhub.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plans of several hosts, one after the other, and what they wait for of each other. */
record FleetPlanResult(FleetPlan plan) implements Result {
    @Override
    public void print(Page page) {
        boolean first = true;
        for (Map.Entry<String, HostPlan> host : plan.hosts().entrySet()) {
            if (!first) {
                page.blank();
            }
            first = false;
            page.line(page.styled(Style.BOLD, host.getKey()));
            result(host.getValue()).print(page);
            gates(host.getValue().plan()).forEach(gate -> page.line("Waits: " + gate + "."));
        }
        plan.notices().forEach(notice -> page.line(page.styled(Style.YELLOW, "Note: ") + notice));
    }

    private static PlanResult result(HostPlan host) {
        return new PlanResult(host.plan(), Optional.of(host.engine()));
    }

    private static List<String> gates(Plan plan) {
        return plan.steps().stream()
                .flatMap(step ->
                        step.work().gate().map(gate -> step.resource().name() + " until " + spoken(gate)).stream())
                .distinct()
                .toList();
    }

    private static String spoken(Gate gate) {
        return gate.service() + " on " + gate.host() + " is " + gate.condition();
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("operation", plan.operation());
        document.put("empty", plan.isEmpty());
        document.put("refused", plan.isRefused());
        document.put("losesData", plan.plans().values().stream().anyMatch(Plan::losesData));
        document.put(
                "hosts",
                plan.hosts().entrySet().stream()
                        .map(host -> document(host.getKey(), host.getValue()))
                        .toList());
        document.put("notices", plan.notices());
        return document;
    }

    private static Map<String, ?> document(String name, HostPlan host) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("host", name);
        document.putAll(result(host).document());
        return document;
    }
}
