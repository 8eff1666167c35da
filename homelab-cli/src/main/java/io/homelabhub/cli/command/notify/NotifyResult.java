package io.homelabhub.cli.command.notify;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.notification.Delivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of telling channels. */
record NotifyResult(List<Delivery> deliveries) implements Result {
    @Override
    public void print(Page page) {
        if (deliveries.isEmpty()) {
            page.line("`notify` in the catalog names no channel.");
        }
        deliveries.forEach(delivery -> page.line(delivery.toString()));
    }

    @Override
    public Map<String, ?> document() {
        return Map.of(
                "channels", deliveries.stream().map(NotifyResult::document).toList());
    }

    private static Map<String, ?> document(Delivery delivery) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("channel", delivery.channel());
        document.put("told", delivery.isDone());
        document.put("problem", delivery.problem().orElse(null));
        return document;
    }
}
