package io.homelabhub.web;

import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.deployment.PlanRefusedException;
import io.homelabhub.engine.EngineException;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.session.LockedException;
import io.homelabhub.web.http.Reply;

/** What is said of a failure. Of one that is a defect nothing is told but that it happened: its message could hold anything. */
final class Failures {
    private Failures() {}

    static Reply reply(RuntimeException failure) {
        if (failure instanceof HomelabException known) {
            return Reply.failure(status(known), String.valueOf(known.getMessage()), known.remedy());
        }
        return Reply.failure(
                500, "this is a defect of Homelab: " + failure.getClass().getSimpleName(), "");
    }

    private static int status(HomelabException failure) {
        if (failure instanceof UnknownServiceException) {
            return 404;
        }
        if (failure instanceof InvalidInputException || failure instanceof PlanRefusedException) {
            return 422;
        }
        if (failure instanceof LockedException) {
            return 423;
        }
        return failure instanceof EngineException ? 503 : 500;
    }
}
