package io.homelabhub.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.PlanFingerprint;
import io.homelabhub.planning.Build;
import io.homelabhub.planning.Pull;
import io.homelabhub.planning.Recreate;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.run.OnFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A deploy that was planned and put aside, to be applied later if nothing has moved by then. Holds what was asked for and what
 * was to be done, and no secret: applying it plans again and compares.
 *
 * @param request what was asked for
 * @param fingerprint of the plan, as {@link PlanFingerprint} has it
 * @param verdicts what was to be done, by resource
 */
public record SavedPlan(DeployRequest request, String fingerprint, Map<String, String> verdicts) {
    /** The version of the form that {@link #toJson} writes and {@link #fromJson} reads. */
    public static final int SCHEMA_VERSION = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    public SavedPlan {
        verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    }

    /** Puts {@code plan}, which {@code request} came to, aside. */
    public static SavedPlan of(DeployRequest request, Plan plan) {
        return new SavedPlan(request, PlanFingerprint.of(plan), StalePlanException.verdicts(plan));
    }

    /** This plan as JSON. */
    public String toJson() {
        ObjectNode document = JSON.createObjectNode();
        document.put("schemaVersion", SCHEMA_VERSION);
        ObjectNode asked = document.putObject("deploy");
        request.names().forEach(asked.putArray("names")::add);
        asked.put("withDependencies", request.withDependencies());
        asked.put("withDependents", request.withDependents());
        asked.put("recreate", request.recreate().name());
        asked.put("recreateDependencies", request.recreateDependencies());
        asked.put("renewAnonymousVolumes", request.renewAnonymousVolumes());
        asked.put("start", request.start());
        asked.put("awaitAll", request.awaitAll());
        asked.put("removeOrphans", request.removeOrphans());
        request.pull().ifPresent(pull -> asked.put("pull", pull.name()));
        asked.put("build", request.build().name());
        request.stopTimeout().ifPresent(time -> asked.put("stopTimeout", time.toString()));
        ArrayNode volumes = asked.putArray("allowDataLoss");
        request.allowDataLoss().stream().sorted().forEach(volumes::add);
        ObjectNode scale = asked.putObject("scale");
        new TreeMap<>(request.scale()).forEach(scale::put);
        asked.put("onFailure", request.onFailure().name());
        request.within().ifPresent(within -> asked.put("within", within.toString()));
        asked.put("lockWait", request.lockWait().toString());
        document.put("fingerprint", fingerprint);
        ObjectNode changes = document.putObject("verdicts");
        verdicts.forEach(changes::put);
        return document.toPrettyString() + "\n";
    }

    /**
     * Reads what {@link #toJson} has written.
     *
     * @param file where it comes from, for messages
     * @throws InvalidInputException if it is no saved plan, or one of another version
     */
    public static SavedPlan fromJson(String json, Path file) {
        try {
            JsonNode document = JSON.readTree(json);
            int version = document.path("schemaVersion").asInt();
            if (version != SCHEMA_VERSION || !document.path("fingerprint").isTextual()) {
                throw invalid(file, "this is not a saved plan of schema version " + SCHEMA_VERSION);
            }
            Map<String, String> verdicts = new LinkedHashMap<>();
            document.path("verdicts")
                    .properties()
                    .forEach(entry ->
                            verdicts.put(entry.getKey(), entry.getValue().asText()));
            return new SavedPlan(
                    request(document.path("deploy")),
                    document.path("fingerprint").asText(),
                    verdicts);
        } catch (JsonProcessingException e) {
            throw invalid(file, "this is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw invalid(file, "this saved plan was changed by hand: " + e.getMessage());
        }
    }

    private static InvalidInputException invalid(Path file, String message) {
        return new InvalidInputException(List.of(Problem.error(SourceLocation.of(file), "", message)
                .withSuggestion("save a plan with `homelab plan NAMES --out FILE`")));
    }

    private static DeployRequest request(JsonNode asked) {
        return new DeployRequest(
                texts(asked.path("names")),
                asked.path("withDependencies").asBoolean(true),
                asked.path("withDependents").asBoolean(),
                Recreate.valueOf(asked.path("recreate").asText()),
                asked.path("recreateDependencies").asBoolean(),
                asked.path("renewAnonymousVolumes").asBoolean(),
                asked.path("start").asBoolean(true),
                asked.path("awaitAll").asBoolean(true),
                asked.path("removeOrphans").asBoolean(),
                Optional.ofNullable(asked.path("pull").textValue()).map(Pull::valueOf),
                Build.valueOf(asked.path("build").asText()),
                Optional.ofNullable(asked.path("stopTimeout").textValue()).map(Duration::parse),
                Set.copyOf(texts(asked.path("allowDataLoss"))),
                numbers(asked.path("scale")),
                OnFailure.valueOf(asked.path("onFailure").asText()),
                Optional.ofNullable(asked.path("within").textValue()).map(Duration::parse),
                Duration.parse(asked.path("lockWait").asText("PT0S")));
    }

    private static Map<String, Integer> numbers(JsonNode object) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asInt()));
        return numbers;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
