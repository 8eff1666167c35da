package io.homelabhub.catalog;

import java.util.List;

/** The keys of an entry under {@code notify}. */
final class NotifyFields {
    static final Field<String> NAME =
            Field.optional("name", Text.NAME, "Name of the channel where `notify` is a list; ignored in a map.");
    static final Field<NotifyChannel.Type> TYPE =
            Field.required("type", Choice.of(NotifyChannel.Type.class), "How somebody is told.");
    static final Field<String> TO = Field.required(
            "to",
            Text.LINE,
            "The address to post to, the topic of ntfy as `https://ntfy.sh/TOPIC`, or where mail goes. Variables are"
                    + " filled in here and in what follows.");
    static final Field<List<String>> ON = Field.optional(
            "on", Texts.NOTICES, "What it is told of: `failure`, `recovery`, `update`, `backup`.", "all of them");
    static final Field<String> TOKEN = Field.optional(
            "token",
            Text.LINE,
            "What is sent as `Authorization: Bearer`, with `webhook` and `ntfy`. Name a variable, `${NTFY_TOKEN}`.",
            "none is sent");
    static final Field<String> SERVER = Field.optional(
            "server",
            Text.LINE,
            "Who takes mail: `smtps://mail.example.net:465` for TLS from the start, `smtp://mail.example.net:587` for"
                    + " STARTTLS; `email` needs it.");
    static final Field<String> FROM = Field.optional("from", Text.LINE, "The sender's address; `email` needs it.");
    static final Field<String> USER = Field.optional("user", Text.LINE, "Name at the mail server.", "it asks for none");
    static final Field<String> PASSWORD = Field.optional(
            "password",
            Text.LINE,
            "Password at the mail server, sent over TLS alone. Name a variable, `${SMTP_PASSWORD}`.",
            "it asks for none");

    static final Structure TABLE = Structure.of("a channel", NAME, TYPE, TO, ON, TOKEN, SERVER, FROM, USER, PASSWORD);

    private NotifyFields() {}
}
