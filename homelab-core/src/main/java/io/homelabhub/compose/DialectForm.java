package io.homelabhub.compose;

import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.compose.tree.View;
import io.homelabhub.resource.ComposeDialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the canonical form of docker compose 5 differs from that of version 2:
 *
 * <ul>
 *   <li>a bind makes its folder unless it says otherwise, so {@code create_host_path} stands there only where it is false;
 *   <li>{@code x-initialSync: true} in {@code develop.watch} is {@code initial_sync};
 *   <li>a network keeps {@code ipam.options}.
 * </ul>
 */
final class DialectForm {
    private static final String CREATE_HOST_PATH = "create_host_path";
    private static final String INITIAL_SYNC = "x-initialSync";
    private static final Shape BIND =
            ProjectKeys.SERVICE.child("volumes").item().child("bind");

    private DialectForm() {}

    /**
     * A service in the form of {@code dialect}.
     *
     * @param canonical its form in version 2
     * @param node the tree that was made from
     */
    static Map<String, @Nullable Object> service(
            ComposeDialect dialect, Map<String, @Nullable Object> canonical, MapNode node) {
        if (dialect == ComposeDialect.V2) {
            return canonical;
        }
        Map<String, @Nullable Object> form = new LinkedHashMap<>(canonical);
        form.computeIfPresent("volumes", (key, volumes) -> each(volumes, node.get(key), DialectForm::mount));
        form.computeIfPresent("develop", (key, develop) -> watching(develop, node.get(key)));
        form.computeIfPresent(
                "pre_start", (key, hooks) -> each(hooks, node.get(key), (hook, own) -> service(dialect, hook, own)));
        return Collections.unmodifiableMap(form);
    }

    /** A network in the form of {@code dialect}. */
    static Map<String, Object> network(ComposeDialect dialect, Map<String, Object> canonical) {
        View ipam = View.of(canonical.get("ipam"));
        if (dialect == ComposeDialect.V5 || !ipam.has("options")) {
            return canonical;
        }
        Map<String, Object> form = new LinkedHashMap<>(canonical);
        Map<String, @Nullable Object> without = new LinkedHashMap<>(ipam.map());
        without.remove("options");
        form.put("ipam", without);
        return Collections.unmodifiableMap(form);
    }

    private interface Change {
        Map<String, @Nullable Object> of(Map<String, @Nullable Object> entry, MapNode node);
    }

    private static @Nullable Object each(@Nullable Object list, @Nullable Node node, Change change) {
        if (!(node instanceof ListNode nodes) || !(list instanceof List<?> entries)) {
            return list;
        }
        List<@Nullable Object> changed = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            boolean known = i < nodes.items().size() && nodes.items().get(i) instanceof MapNode;
            changed.add(
                    known
                            ? change.of(View.of(entries.get(i)).map(), (MapNode)
                                    nodes.items().get(i))
                            : entries.get(i));
        }
        return Collections.unmodifiableList(changed);
    }

    private static Map<String, @Nullable Object> mount(Map<String, @Nullable Object> mount, MapNode node) {
        MapNode said = node.map("bind");
        if (said == null || !mount.containsKey("bind")) {
            return mount;
        }
        View bind = View.of(mount).view("bind");
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        for (Field field : BIND.fields()) {
            String key = field.name();
            Object value = bind.map().get(key);
            if (!key.equals(CREATE_HOST_PATH) && value != null) {
                form.put(key, value);
            } else if (key.equals(CREATE_HOST_PATH) && isSaid(said, key) && value == null) {
                form.put(key, false);
            }
        }
        return with(mount, "bind", form);
    }

    private static @Nullable Object watching(@Nullable Object develop, @Nullable Node node) {
        if (!(node instanceof MapNode map) || !View.of(develop).has("watch")) {
            return develop;
        }
        View form = View.of(develop);
        return with(form.map(), "watch", each(form.map().get("watch"), map.get("watch"), DialectForm::watch));
    }

    private static Map<String, @Nullable Object> watch(Map<String, @Nullable Object> watch, MapNode node) {
        return node.get(INITIAL_SYNC) instanceof ScalarNode said && Boolean.TRUE.equals(said.value())
                ? with(watch, "initial_sync", true)
                : watch;
    }

    private static boolean isSaid(MapNode map, String key) {
        Node value = map.get(key);
        return value != null && !value.isNull();
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> map, String key, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return Collections.unmodifiableMap(copy);
    }
}
