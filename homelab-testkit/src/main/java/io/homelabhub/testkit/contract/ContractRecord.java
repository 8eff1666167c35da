package io.homelabhub.testkit.contract;

import io.homelabhub.engine.EngineInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Holds a table of documentation to what an engine does: register it, static, with an {@link EngineContract}.
 *
 * <p>After the clauses it requires that the table says of each that was run what came of it on this engine. What was
 * skipped contradicts nothing, and an engine without a column is none of the document's business. With {@code
 * -Dhomelab.docs.write=true} it writes the column anew instead.
 */
public final class ContractRecord implements AfterTestExecutionCallback, TestWatcher, AfterAllCallback {
    private final Path document;
    private final Map<String, String> results = new TreeMap<>();
    private final Optional<String> column;
    private Optional<EngineInfo> engine = Optional.empty();

    private ContractRecord(Path document, Optional<String> column) {
        this.document = document;
        this.column = column;
    }

    /**
     * The column that is called after the engine's product and version, as {@code Docker 20.10}.
     *
     * @param document Markdown, relative to the working directory
     */
    public static ContractRecord in(Path document) {
        return new ContractRecord(document, Optional.empty());
    }

    /** The column of this name. */
    public static ContractRecord in(Path document, String column) {
        return new ContractRecord(document, Optional.of(column));
    }

    private static EngineContract contract(ExtensionContext context) {
        return (EngineContract) context.getRequiredTestInstance();
    }

    /** While the clause's engine is open. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (engine.isEmpty()) {
            engine = Optional.of(contract(context).bench().engine.ping());
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        number(context).ifPresent(number -> results.put(number, passed(number, contract(context))));
    }

    private static String passed(String number, EngineContract contract) {
        String differences = contract.differences().stream()
                .filter(difference -> difference.clauses().contains(number))
                .map(Difference::text)
                .collect(Collectors.joining("; "));
        return differences.isEmpty() ? "passes" : "differs: " + differences;
    }

    private static Optional<String> number(ExtensionContext context) {
        return Clause.of(context.getRequiredTestMethod()).map(Clause::number);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        String text = Files.readString(document);
        ClauseTable table = ClauseTable.in(text);
        Optional<String> one = column.or(() -> engine.flatMap(info -> table.columnOf(info.product(), info.version())));
        if (one.isPresent() && Boolean.getBoolean("homelab.docs.write")) {
            Files.writeString(document, table.with(Clause.all(), one.get(), results));
        } else if (one.isPresent()) {
            require(table.contradictions(Clause.all(), one.get(), results));
        }
    }

    private void require(List<String> contradictions) {
        if (!contradictions.isEmpty()) {
            throw new AssertionError(document + " is not what the engine does; -Dhomelab.docs.write=true writes it:\n"
                    + String.join("\n", contradictions));
        }
    }
}
