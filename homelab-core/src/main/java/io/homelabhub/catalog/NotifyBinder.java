package io.homelabhub.catalog;

import io.homelabhub.catalog.NotifyChannel.MailServer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes channels from what stands under {@code notify}. One that says too little to be used is left out; that is a problem then. */
final class NotifyBinder {
    private static final Pattern WEB = Pattern.compile("https?://[^\\s/?#@]+(/\\S*)?|.*\\$.*");
    private static final Pattern TOPIC = Pattern.compile("https?://[^\\s/?#@]+/(\\S*/)?[A-Za-z0-9_-]+|.*\\$.*");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,]+@[^\\s@<>,]+|.*\\$.*");
    private static final Pattern SMTP =
            Pattern.compile("smtps?://([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?|.*\\$.*");

    private final Findings findings;

    NotifyBinder(Findings findings) {
        this.findings = findings;
    }

    Map<String, NotifyChannel> bind(Map<String, Values> entries) {
        Map<String, NotifyChannel> channels = new LinkedHashMap<>();
        entries.forEach((name, values) -> channel(name, values).ifPresent(channel -> channels.put(name, channel)));
        return channels;
    }

    private Optional<NotifyChannel> channel(String name, Values values) {
        Optional<NotifyChannel.Type> type = values.get(NotifyFields.TYPE);
        Optional<String> to = values.get(NotifyFields.TO);
        if (type.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        refuseForeign(type.get(), values);
        boolean email = type.get() == NotifyChannel.Type.EMAIL;
        boolean fits = email
                ? is(MAIL, NotifyFields.TO, values, "an address of mail, as ann@example.net")
                : type.get() == NotifyChannel.Type.NTFY
                        ? is(TOPIC, NotifyFields.TO, values, "a topic of ntfy, as https://ntfy.sh/TOPIC")
                        : is(WEB, NotifyFields.TO, values, "an address, as https://example.net/hook");
        Optional<MailServer> mail = email ? mail(values) : Optional.empty();
        return fits && (!email || mail.isPresent())
                ? Optional.of(new NotifyChannel(
                        name,
                        type.get(),
                        to.get(),
                        kinds(values),
                        values.get(NotifyFields.TOKEN),
                        mail,
                        findings.placeOf(values.path())))
                : Optional.empty();
    }

    private static Set<NoticeKind> kinds(Values values) {
        List<String> words = values.get(NotifyFields.ON)
                .orElseGet(() ->
                        Arrays.stream(NoticeKind.values()).map(NoticeKind::code).toList());
        return Arrays.stream(NoticeKind.values())
                .filter(kind -> words.contains(kind.code()))
                .collect(Collectors.toSet());
    }

    private Optional<MailServer> mail(Values values) {
        boolean served = required(NotifyFields.SERVER, values);
        boolean complete = required(NotifyFields.FROM, values) && served;
        if (values.get(NotifyFields.USER).isPresent()
                != values.get(NotifyFields.PASSWORD).isPresent()) {
            findings.error(values.path(), "user and password belong together, and one of them is missing");
            complete = false;
        }
        return complete
                        && is(SMTP, NotifyFields.SERVER, values, "smtps://host:port or smtp://host:port")
                        && is(MAIL, NotifyFields.FROM, values, "an address of mail, as homelab@example.net")
                ? Optional.of(new MailServer(
                        values.get(NotifyFields.SERVER).orElseThrow(),
                        values.get(NotifyFields.FROM).orElseThrow(),
                        values.get(NotifyFields.USER),
                        values.get(NotifyFields.PASSWORD)))
                : Optional.empty();
    }

    private boolean required(Field<String> field, Values values) {
        if (values.get(field).isEmpty() && !values.tried(field)) {
            findings.error(values.path(), "the type is email, and the key \"" + field.name() + "\" is missing");
        }
        return values.get(field).isPresent();
    }

    /** What is written is not repeated: it may be secret. */
    private boolean is(Pattern pattern, Field<String> field, Values values, String expected) {
        boolean fits = pattern.matcher(values.get(field).orElseThrow()).matches();
        if (!fits) {
            findings.error(CatalogPath.key(values.path(), field.name()), "expected " + expected);
        }
        return fits;
    }

    private void refuseForeign(NotifyChannel.Type type, Values values) {
        boolean email = type == NotifyChannel.Type.EMAIL;
        List<Field<String>> foreign = email
                ? List.of(NotifyFields.TOKEN)
                : List.of(NotifyFields.SERVER, NotifyFields.FROM, NotifyFields.USER, NotifyFields.PASSWORD);
        foreign.stream()
                .filter(values::tried)
                .forEach(field -> findings.error(
                        CatalogPath.key(values.path(), field.name()),
                        "the type is " + type.code() + ", which has no " + field.name(),
                        "remove it"));
        if (type == NotifyChannel.Type.DISCORD && values.tried(NotifyFields.TOKEN)) {
            findings.error(
                    CatalogPath.key(values.path(), NotifyFields.TOKEN.name()),
                    "the type is discord, whose token is part of the address",
                    "remove it");
        }
    }
}
