package io.homelabhub.cli.line;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.notification.Delivery;
import io.homelabhub.notification.Notice;
import io.homelabhub.notification.Notifications;

/** Tells an owner by the channels of {@code notify}, and on standard error whom that did not reach. A command ends as it would without. */
public final class OwnerNotice {
    private final Invocation invocation;

    public OwnerNotice(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Tells all that want to know. */
    public void tell(Notice notice) {
        try {
            Notifications notifications = invocation.runtime().notifications();
            notifications.tell(notice).forEach(this::report);
        } catch (HomelabException broken) {
            invocation.messages().line("Note: nobody could be told of this: " + broken.getMessage());
        }
    }

    /** Says whom a notice did not reach. */
    public void report(Delivery delivery) {
        if (!delivery.isDone()) {
            invocation.messages().line("Note: " + delivery);
            invocation.console().flush();
        }
    }
}
