package io.homelabhub.report;

import io.homelabhub.run.ApplyResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as it goes on and as it ended, in the form for programs. */
public final class RunDocument {
    private RunDocument() {}

    /** {@code summary}, {@code over}, {@code takingBack}, and {@code rows}, one for each resource. */
    public static Map<String, ?> of(RunBoard board, Instant now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("summary", board.summary(now));
        document.put("over", board.isOver());
        document.put("takingBack", board.isTakingBack());
        document.put(
                "rows", board.rows().stream().map(row -> row(row, board, now)).toList());
        return document;
    }

    private static Map<String, ?> row(BoardRow row, RunBoard board, Instant now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", row.resource().kind().toString());
        document.put("name", row.resource().name());
        document.put("resource", row.resource().spoken());
        document.put("state", row.state().name().toLowerCase(Locale.ROOT));
        document.put("text", row.text());
        document.put("tookMillis", row.took(now).toMillis());
        document.put("waitsFor", row.state() == BoardRow.State.WAITING ? List.copyOf(board.waitsFor(row)) : List.of());
        return document;
    }

    /** {@code ending}, {@code success}, {@code sentence}, {@code failures} and {@code notices}. */
    public static Map<String, ?> of(ApplyResult result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ending", result.ending().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        document.put("success", result.ending().isSuccess());
        document.put("sentence", new ResultWords(result).sentence());
        document.put("tookMillis", result.took().toMillis());
        document.put(
                "failures",
                result.failures().stream()
                        .map(failure -> FailureDocument.of(failure, FailureDocument::neutral))
                        .toList());
        document.put("notices", result.plan().notices());
        return document;
    }
}
