package io.homelabhub.web;

import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.deployment.PlanRefusedException;
import io.homelabhub.engine.EngineException;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.session.LockedException;
import io.homelabhub.web.http.Reply;
import io.homelabhub.web.live.Words;

/** The answers to requests that fail. */
final class Failures {
    private Failures() {}

    static Reply reply(RuntimeException failure) {
        if (failure instanceof HomelabException known) {
            return Reply.failure(status(known), Words.of(known), known.remedy());
        }
        return Reply.failure(500, Words.of(failure), "");
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
