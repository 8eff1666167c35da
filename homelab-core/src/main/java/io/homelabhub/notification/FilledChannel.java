package io.homelabhub.notification;

import io.homelabhub.catalog.NotifyChannel;
import io.homelabhub.catalog.NotifyChannel.MailServer;
import io.homelabhub.compose.interpolate.Template;
import io.homelabhub.compose.interpolate.TemplateException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A channel with the values of its variables. Everything in it can be secret.
 *
 * @param to where to
 * @param token empty for none
 * @param mail empty unless it is told by mail
 */
record FilledChannel(String to, Optional<String> token, Optional<MailServer> mail) {
    /** @throws NotDeliveredException naming the variables that have no value */
    static FilledChannel of(NotifyChannel channel, Map<String, String> variables) throws NotDeliveredException {
        Filling filling = new Filling(variables);
        FilledChannel filled = new FilledChannel(
                filling.fill(channel.to()),
                filling.fill(channel.token()),
                channel.mail().isEmpty()
                        ? Optional.empty()
                        : Optional.of(filling.fill(channel.mail().get())));
        filling.requireAll();
        return filled;
    }

    /** Fills in, and remembers what is missing. */
    private static final class Filling {
        private final Map<String, String> variables;
        private final Set<String> missing = new TreeSet<>();

        Filling(Map<String, String> variables) {
            this.variables = variables;
        }

        String fill(String text) throws NotDeliveredException {
            try {
                return Template.substitute(text, variables::get, missing::add);
            } catch (TemplateException malformed) {
                throw new NotDeliveredException(String.valueOf(malformed.getMessage()));
            }
        }

        Optional<String> fill(Optional<String> text) throws NotDeliveredException {
            return text.isEmpty() ? text : Optional.of(fill(text.get()));
        }

        MailServer fill(MailServer mail) throws NotDeliveredException {
            return new MailServer(fill(mail.server()), fill(mail.from()), fill(mail.user()), fill(mail.password()));
        }

        void requireAll() throws NotDeliveredException {
            if (!missing.isEmpty()) {
                throw new NotDeliveredException("no value is set for " + String.join(", ", missing));
            }
        }
    }

    /** Without anything. */
    @Override
    public String toString() {
        return "FilledChannel[]";
    }
}
