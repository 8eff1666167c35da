package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.BackupPlan;
import io.homelabhub.backup.BackupPlan.Group;
import io.homelabhub.backup.BackupPlan.Volume;
import io.homelabhub.backup.store.Omission;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.desired.BackupPolicy.Quiesce;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a backup would do. */
record BackupPlanResult(BackupPlan plan) implements Result {
    @Override
    public void print(Page page) {
        page.line("backup of " + plan.project() + " to " + plan.folder() + ":");
        plan.databases()
                .forEach(server -> page.line("  " + server.service() + ": dumped by its own programs ("
                        + server.driver().name().toLowerCase(Locale.ROOT) + "); it goes on serving"));
        plan.groups().forEach(group -> page.line("  " + text(group)));
        plan.missing().forEach(omission -> page.line("  " + page.styled(Style.RED, "not possible: ") + omission));
        plan.notCovered().forEach(omission -> page.line("  not covered: " + omission));
    }

    private static String text(Group group) {
        List<String> names = group.volumes().stream().map(Volume::name).toList();
        String volumes = (names.size() == 1 ? "volume " : "volumes ") + String.join(", ", names);
        String writers = String.join(", ", group.writers());
        String one = group.writers().size() == 1 ? " is " : " are ";
        return volumes
                + (group.quiesce() == Quiesce.NONE || group.writers().isEmpty()
                        ? ": read as " + (names.size() == 1 ? "it is" : "they are")
                        : ": read while " + writers + one + (group.quiesce() == Quiesce.PAUSE ? "paused" : "stopped"));
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", plan.project());
        document.put("folder", plan.folder());
        List<Map<String, Object>> databases = new ArrayList<>();
        plan.databases()
                .forEach(server -> databases.add(Map.of(
                        "service",
                        server.service(),
                        "driver",
                        server.driver().name().toLowerCase(Locale.ROOT))));
        document.put("databases", databases);
        List<Map<String, Object>> groups = new ArrayList<>();
        for (Group group : plan.groups()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("volumes", group.volumes().stream().map(Volume::name).toList());
            entry.put("quiesce", group.quiesce().name().toLowerCase(Locale.ROOT));
            entry.put("writers", group.writers());
            groups.add(entry);
        }
        document.put("groups", groups);
        document.put("missing", omissions(plan.missing()));
        document.put("notCovered", omissions(plan.notCovered()));
        return document;
    }

    static List<Map<String, Object>> omissions(List<Omission> omissions) {
        List<Map<String, Object>> documents = new ArrayList<>();
        omissions.forEach(
                omission -> documents.add(Map.of("subject", omission.subject(), "reason", omission.reason())));
        return documents;
    }
}
