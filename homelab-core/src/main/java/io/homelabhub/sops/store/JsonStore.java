package io.homelabhub.sops.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsValue;
import io.homelabhub.yaml.YamlLimits;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON: one object, without comments. What the parser says of a fault may quote a value, so only its place is told. */
final class JsonStore implements Store {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public SopsContent read(Path file, byte[] content) {
        String text = SourceText.of(file, content);
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new Reading(file, parser).content();
        } catch (JsonProcessingException e) {
            throw SopsFormat.refused(location(file, e.getLocation()), "", "not valid JSON", "");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    @Override
    public byte[] write(Path file, SopsContent content) {
        SopsMap document = content.documents().get(0);
        SopsMap whole = content.metadata()
                .map(metadata -> document.with(new SopsMember(SopsContent.METADATA, metadata, SourceLocation.of(file))))
                .orElse(document);
        return JsonLayout.of(whole).getBytes(StandardCharsets.UTF_8);
    }

    private static SourceLocation location(Path file, @Nullable JsonLocation place) {
        return place == null
                ? SourceLocation.of(file)
                : new SourceLocation(file, Math.max(0, place.getLineNr()), Math.max(0, place.getColumnNr()));
    }

    /** One pass over a file. */
    private static final class Reading {
        private final Path file;
        private final JsonParser parser;
        private final List<Problem> problems = new ArrayList<>();

        Reading(Path file, JsonParser parser) {
            this.file = file;
            this.parser = parser;
        }

        SopsContent content() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw SopsFormat.refused(place(), "", "expected an object at the top", "");
            }
            SopsMap whole = object("", 0);
            if (parser.nextToken() != null) {
                throw SopsFormat.refused(place(), "", "there is more behind the object", "");
            }
            if (!problems.isEmpty()) {
                throw new InvalidInputException(problems);
            }
            Optional<SopsMap> metadata = whole.get(SopsContent.METADATA)
                    .filter(SopsMap.class::isInstance)
                    .map(SopsMap.class::cast);
            return new SopsContent(
                    List.of(metadata.isPresent() ? whole.without(SopsContent.METADATA) : whole), metadata);
        }

        private SopsMap object(String path, int depth) throws IOException {
            List<SopsMember> members = new ArrayList<>();
            Set<String> keys = new HashSet<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                SourceLocation at = place();
                if (!keys.add(key)) {
                    problems.add(Problem.error(at, path, "the key \"" + key + "\" is already there"));
                }
                parser.nextToken();
                members.add(new SopsMember(key, node(path.isEmpty() ? key : path + "." + key, depth + 1), at));
            }
            return new SopsMap(members);
        }

        private SopsNode node(String path, int depth) throws IOException {
            if (depth > YamlLimits.DEFAULT.depth()) {
                throw SopsFormat.refused(place(), path, "nested too deep", "");
            }
            SourceLocation at = place();
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(path, depth);
                case START_ARRAY -> array(path, depth);
                case VALUE_STRING -> SopsValue.string(parser.getText(), at);
                case VALUE_TRUE -> SopsValue.bool(true, at);
                case VALUE_FALSE -> SopsValue.bool(false, at);
                case VALUE_NULL -> SopsValue.nothing(at);
                default -> number(path, at);
            };
        }

        private SopsList array(String path, int depth) throws IOException {
            List<SopsNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(path + "[" + items.size() + "]", depth + 1));
            }
            return new SopsList(items);
        }

        /** A whole number that fits is one; every other is a float, as for sops. */
        private SopsValue number(String path, SourceLocation at) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && fits(parser.getText())) {
                return SopsValue.number(Long.parseLong(parser.getText()), at);
            }
            double number = Double.parseDouble(parser.getText());
            if (Double.isInfinite(number)) {
                problems.add(Problem.error(at, path, "the number is too large"));
                return SopsValue.nothing(at);
            }
            return SopsValue.number(number, at);
        }

        private static boolean fits(String digits) {
            return digits.length() < 19 || new BigInteger(digits).bitLength() < Long.SIZE;
        }

        private SourceLocation place() {
            return location(file, parser.currentTokenLocation());
        }
    }
}
