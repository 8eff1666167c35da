package io.homelabhub.cli.command.lock;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.engine.LockHolder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds, or held, a project's lock.
 *
 * @param released whether it was taken away
 * @param now when this was found
 */
record LockResult(Optional<LockHolder> holder, boolean released, Instant now) implements Result {
    @Override
    public void print(Page page) {
        page.line(holder.map(who -> (released ? "Released; it was held by " : "Held by ") + who.text(now) + ".")
                .orElse("Nobody holds the lock."));
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("released", released && holder.isPresent());
        document.put("holder", holder.map(LockResult::document).orElse(null));
        return document;
    }

    private static Map<String, ?> document(LockHolder holder) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("who", holder.who());
        document.put("process", holder.process());
        document.put("operation", holder.operation());
        document.put("since", holder.since().toString());
        return document;
    }
}
