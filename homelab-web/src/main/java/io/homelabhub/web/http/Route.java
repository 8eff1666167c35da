package io.homelabhub.web.http;

import java.io.IOException;

/**
 * What is answered at one address.
 *
 * @param method {@code GET} or {@code POST}
 * @param path exactly, from the slash on
 * @param handler who answers
 */
public record Route(String method, String path, Handler handler) {
    /** Answers requests of guests. */
    public sealed interface Handler permits Whole, Streamed {}

    /** Answers at once. */
    @FunctionalInterface
    public non-sealed interface Whole extends Handler {
        /**
         * The answer.
         *
         * @throws Refusal if there is none
         */
        Reply answer(Request request) throws Refusal, IOException;
    }

    /** Goes on telling until it returns, or whoever asked is gone. */
    @FunctionalInterface
    public non-sealed interface Streamed extends Handler {
        /**
         * Tells.
         *
         * @throws IOException when whoever asked is gone, as {@link EventStream} throws it
         * @throws InterruptedException when the server ends
         */
        void tell(Request request, EventStream stream) throws Refusal, IOException, InterruptedException;
    }

    /** What is answered whole. */
    public static Route get(String path, Whole handler) {
        return new Route("GET", path, handler);
    }

    /** What changes something. */
    public static Route post(String path, Whole handler) {
        return new Route("POST", path, handler);
    }

    /** What goes on. */
    public static Route stream(String path, Streamed handler) {
        return new Route("GET", path, handler);
    }
}
