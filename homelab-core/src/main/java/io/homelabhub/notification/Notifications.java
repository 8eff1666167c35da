package io.homelabhub.notification;

import io.homelabhub.api.Api;
import io.homelabhub.catalog.NoticeKind;
import io.homelabhub.catalog.NotifyChannel;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.session.Sessions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells the owner of a project what has happened, by the channels that {@code notify} in the catalog names. Thread-safe; each call reads
 * the files anew. Nothing is told by itself: the command tells of deploys that failed, {@link Lookout} of what it sees.
 */
public final class Notifications {
    private final Sessions sessions;

    /** @param sessions say where the files are; no engine is opened to tell something */
    @Api(Api.Status.INTERNAL)
    public Notifications(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The channels by name; none if there is no catalog.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the catalog
     */
    public Map<String, NotifyChannel> channels() {
        boolean written =
                DefinitionLoader.catalogFile(sessions.settings().sources()).isPresent();
        return written ? DefinitionLoader.catalog(sessions.settings().sources()).channels() : Map.of();
    }

    /**
     * Tells every channel that wants to know of the notice's kind, one after the other, and waits until each has answered: 20 s for one
     * at the most, as a rule.
     *
     * @return what became of each; a channel that cannot be told keeps none of the others from it
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     */
    public List<Delivery> tell(Notice notice) {
        return tell(wanting(channels(), notice.kind()), notice);
    }

    /**
     * Tells channels, whatever they want to know, that they can be told.
     *
     * @param names of channels; none for all
     * @throws UnknownChannelException for a name that no channel has
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     */
    public List<Delivery> test(Collection<String> names) {
        Map<String, NotifyChannel> channels = channels();
        for (String name : names) {
            if (!channels.containsKey(name)) {
                throw new UnknownChannelException(name, channels.keySet());
            }
        }
        Notice notice = new Notice(
                NoticeKind.RECOVERY,
                "test",
                "this is a test",
                "Whatever `notify` asks for arrives like this.",
                sessions.settings().timing().now());
        return tell(
                channels.values().stream()
                        .filter(channel -> names.isEmpty() || names.contains(channel.name()))
                        .toList(),
                notice);
    }

    private List<Delivery> tell(List<NotifyChannel> channels, Notice notice) {
        return channels.isEmpty()
                ? List.of()
                : tell(channels, DefinitionLoader.load(sessions.settings().sources(), List.of()), notice);
    }

    /** Tells those that want to know, as files have them that were read before. */
    static List<Delivery> tell(ProjectDefinition definition, Notice notice) {
        return tell(wanting(definition.catalog().channels(), notice.kind()), definition, notice);
    }

    private static List<Delivery> tell(List<NotifyChannel> channels, ProjectDefinition definition, Notice notice) {
        return channels.stream()
                .map(channel -> tell(channel, definition, notice))
                .toList();
    }

    private static List<NotifyChannel> wanting(Map<String, NotifyChannel> channels, NoticeKind kind) {
        return channels.values().stream()
                .filter(channel -> channel.kinds().contains(kind))
                .toList();
    }

    private static Delivery tell(NotifyChannel channel, ProjectDefinition definition, Notice notice) {
        try {
            courier(channel)
                    .take(FilledChannel.of(channel, definition.compose().environment()), definition.project(), notice);
            return new Delivery(channel.name(), Optional.empty());
        } catch (NotDeliveredException failure) {
            return new Delivery(channel.name(), Optional.ofNullable(failure.getMessage()));
        } catch (NoClassDefFoundError absent) {
            return new Delivery(
                    channel.name(), Optional.of("mail needs org.eclipse.angus:jakarta.mail on the class path"));
        }
    }

    private static Courier courier(NotifyChannel channel) {
        return channel.type() == NotifyChannel.Type.EMAIL ? new MailCourier() : new WebCourier(channel.type());
    }

    /**
     * Begins to look out for what the owner wants to be told of; nobody looks until it is told how things stand or asked to look by itself.
     *
     * @param told hears what became of each channel that was told, on the lookout's thread
     */
    public Lookout lookout(Consumer<Delivery> told) {
        return new Lookout(sessions, told);
    }
}
