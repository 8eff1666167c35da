package io.homelabhub.web;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.StalePlanException;
import io.homelabhub.report.PlanSummary;
import io.homelabhub.web.http.Refusal;
import io.homelabhub.web.http.Reply;
import io.homelabhub.web.http.Request;
import io.homelabhub.web.live.Deploys;
import io.homelabhub.web.live.Deploys.Beginning;
import io.homelabhub.web.live.StackWatcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows plans, and applies one that was shown, if that is allowed. */
final class PlanRoutes {
    private static final int MOST_NAMES = 500;

    private final HomelabRuntime runtime;
    private final Deploys deploys;
    private final StackWatcher watcher;
    private final boolean allowsDeploy;

    PlanRoutes(HomelabRuntime runtime, Deploys deploys, StackWatcher watcher, boolean allowsDeploy) {
        this.runtime = runtime;
        this.deploys = deploys;
        this.watcher = watcher;
        this.allowsDeploy = allowsDeploy;
    }

    /** What a deploy of some services would do. */
    Reply plan(Request request) throws Refusal {
        List<String> names = request.all("name");
        return Reply.json(200, document(names));
    }

    private Map<String, ?> document(List<String> names) throws Refusal {
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            throw new Refusal(400, "give 1 to " + MOST_NAMES + " parameters `name`, as ?name=all");
        }
        PreparedPlan prepared = deploys.plan(runtime, names);
        watcher.lookAgain(); // the files may say something else by now
        Map<String, Object> document = new LinkedHashMap<>(PlanSummary.of(prepared.plan()));
        document.put("names", names);
        document.put("engine", prepared.engine().toString());
        return document;
    }

    /** Applies the plan that has this fingerprint. */
    Reply deploy(Request request) throws Refusal {
        requireAllowed();
        String fingerprint = request.body().getOrDefault("fingerprint", "");
        List<String> names = List.of(request.body().getOrDefault("names", "").split("\n", -1));
        PreparedPlan prepared = deploys.shown(fingerprint).orElse(null);
        if (prepared == null) {
            return moved("this plan was not shown lately", names);
        }
        Beginning beginning;
        try {
            beginning = deploys.begin(prepared).orElse(null);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server ends");
        }
        if (beginning == null) {
            throw new Refusal(423, "a deploy from this page is under way", "Wait until it has ended, or cancel it.");
        }
        if (beginning instanceof Beginning.Refused refused) {
            return refused.failure() instanceof StalePlanException stale
                    ? moved(String.valueOf(stale.getMessage()), names)
                    : Failures.reply(refused.failure());
        }
        return Reply.json(202, Map.of("begun", true));
    }

    /** Something is otherwise than when the plan was shown: the new plan, to be looked at. */
    private Reply moved(String problem, List<String> names) throws Refusal {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("problem", problem);
        document.put("remedy", "Look at the new plan, and deploy that.");
        if (names.stream().noneMatch(String::isBlank)) {
            document.put("plan", document(names));
        }
        return Reply.json(409, document);
    }

    /** Ends the deploy that is under way early. */
    Reply cancel(Request request) throws Refusal {
        requireAllowed();
        if (!deploys.cancel()) {
            throw new Refusal(409, "no deploy from this page is under way");
        }
        return Reply.json(202, Map.of("cancelled", true));
    }

    private void requireAllowed() throws Refusal {
        if (!allowsDeploy) {
            throw new Refusal(
                    403, "this page only shows", "Start it with `homelab web --allow-deploy` to deploy from it.");
        }
    }

    /** Reads the files and looks at the engine anew. */
    Reply look(Request request) {
        watcher.lookAgain();
        return Reply.json(202, Map.of("looks", true));
    }
}
