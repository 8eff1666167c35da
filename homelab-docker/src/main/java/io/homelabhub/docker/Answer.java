package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.resource.ApiObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What the engine answered, be it a refusal. */
final class Answer {
    static final int NOT_MODIFIED = 304;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int FIRST_REFUSAL = 400;

    private final String attempt;
    private final int status;
    private final byte[] bytes;

    Answer(String attempt, int status, byte[] bytes) {
        this.attempt = attempt;
        this.status = status;
        this.bytes = bytes;
    }

    boolean isRefusal() {
        return status >= FIRST_REFUSAL;
    }

    boolean is(int expected) {
        return status == expected;
    }

    /** Whether it refuses with words that hold {@code text}, in whatever case. */
    boolean refusesWith(String text) {
        return isRefusal() && Refusal.words(bytes).toLowerCase(Locale.ROOT).contains(text);
    }

    /** This answer. @throws EngineException if it is a refusal */
    Answer orThrow() {
        if (isRefusal()) {
            throw failure();
        }
        return this;
    }

    EngineException failure() {
        return Refusal.of(attempt, status, Refusal.words(bytes));
    }

    /** Its JSON object; empty if there is none. @throws EngineException if it is a refusal */
    ApiObject object() {
        return Json.object(orThrow().bytes).orElse(ApiObject.EMPTY);
    }

    /** The objects of its JSON array. @throws EngineException if it is a refusal or no JSON */
    List<ApiObject> objects() {
        try {
            return Json.objects(orThrow().bytes);
        } catch (IOException notJson) {
            throw new EngineException(
                    EngineException.Kind.OTHER, attempt + ": the answer is not JSON: " + start(), "", notJson);
        }
    }

    private String start() {
        return new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Answer[" + attempt + ": " + status + "]";
    }
}
