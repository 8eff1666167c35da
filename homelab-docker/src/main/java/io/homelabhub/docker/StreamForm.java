package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** How the engine writes down what comes bit by bit. */
@FunctionalInterface
interface StreamForm<T> {
    /** A JSON object a line; other lines are passed over. */
    StreamForm<ApiObject> JSON_LINES = (body, items) -> {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Json.object(line).ifPresent(items);
        }
    };

    /** The output of a program, in pieces. */
    StreamForm<OutputPiece> OUTPUT = (body, items) -> OutputPiece.readAll(new BufferedInputStream(body), items);

    /** Hands everything that {@code body} holds to {@code items}, piece by piece as it comes. */
    void read(InputStream body, Consumer<? super T> items) throws IOException;
}
