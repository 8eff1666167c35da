package io.homelabhub.web.live;

/**
 * Something that every page is told.
 *
 * @param number one more than that of the message before
 * @param topic what it is about, as {@code stack}
 * @param data a JSON object on one line
 */
public record Message(long number, String topic, String data) {}
