package io.homelabhub.compose;

import io.homelabhub.compose.load.ShellWords;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.secret.SecretPlace;
import io.homelabhub.secret.SecretPlace.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds where the files of a service fill secrets into what its containers are made with. */
final class SecretPlaces {
    private final Map<SourceLocation, String> moulds;
    private final List<SecretPlace> places = new ArrayList<>();

    private SecretPlaces(Map<SourceLocation, String> moulds) {
        this.moulds = moulds;
    }

    /** @param moulds the texts into which secrets are filled, by where they stand */
    static List<SecretPlace> of(MapNode service, Map<SourceLocation, String> moulds) {
        SecretPlaces found = new SecretPlaces(moulds);
        if (!moulds.isEmpty()) {
            found.words(Setting.COMMAND, service.get("command"));
            found.words(Setting.ENTRYPOINT, service.get("entrypoint"));
            MapNode healthcheck = service.map("healthcheck");
            found.words(Setting.HEALTH_TEST, healthcheck == null ? null : healthcheck.get("test"));
            found.pairs(Setting.ENVIRONMENT, service.get("environment"));
            found.pairs(Setting.LABELS, service.get("labels"));
        }
        return List.copyOf(found.places);
    }

    private void words(Setting setting, @Nullable Node node) {
        if (node instanceof ListNode list) {
            for (int i = 0; i < list.items().size(); i++) {
                add(setting, i, list.items().get(i));
            }
        } else if (node != null && setting == Setting.HEALTH_TEST) {
            add(setting, 1, node); // after CMD-SHELL
        } else if (node != null && moulds.containsKey(node.location())) {
            List<String> words = split(moulds.getOrDefault(node.location(), ""));
            for (int i = 0; i < words.size(); i++) {
                add(setting, OptionalInt.of(i), words.get(i));
            }
        }
    }

    private static List<String> split(String line) {
        try {
            return ShellWords.split(line);
        } catch (IllegalArgumentException unclosed) {
            return List.of(); // told when the file was loaded
        }
    }

    private void pairs(Setting setting, @Nullable Node node) {
        if (node instanceof MapNode map) {
            for (String key : map.keys()) {
                Node value = map.get(key);
                String mould = value == null ? null : moulds.get(value.location());
                if (mould != null) {
                    add(setting, OptionalInt.empty(), mould.startsWith(key + "=") ? mould : key + "=" + mould);
                }
            }
        } else if (node instanceof ListNode list) {
            list.items().forEach(item -> add(setting, OptionalInt.empty(), moulds.getOrDefault(item.location(), "")));
        }
    }

    private void add(Setting setting, int index, Node node) {
        add(setting, OptionalInt.of(index), moulds.getOrDefault(node.location(), ""));
    }

    private void add(Setting setting, OptionalInt index, String mould) {
        if (mould.contains(SecretPlace.HOLE)) {
            places.add(new SecretPlace(setting, index, mould));
        }
    }
}
