package io.homelabhub.doctor;

import io.homelabhub.engine.EngineException;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at everything that may keep a project from being deployed, or from being well. Changes nothing. */
public final class Doctor {
    /** What a check has to have before it can look. */
    private enum Need {
        NOTHING,
        ENGINE,
        ENGINE_AND_FILES
    }

    private record Entry(Need need, Check check) {}

    private static final Map<String, Entry> CHECKS = checks();

    private final Sessions sessions;

    /** Of one runtime; see {@code HomelabRuntime.doctor}. */
    public Doctor(Sessions sessions) {
        this.sessions = sessions;
    }

    private static Map<String, Entry> checks() {
        Map<String, Entry> checks = new LinkedHashMap<>();
        checks.put("engine", new Entry(Need.NOTHING, new EngineCheck()));
        checks.put("files", new Entry(Need.NOTHING, new FilesCheck()));
        checks.put("env file", new Entry(Need.NOTHING, new EnvFileCheck()));
        checks.put("environment", new Entry(Need.NOTHING, new EnvironmentCheck()));
        checks.put("git", new Entry(Need.NOTHING, new GitCheck()));
        checks.put("networks", new Entry(Need.ENGINE_AND_FILES, new NetworkCheck()));
        checks.put("ports", new Entry(Need.ENGINE_AND_FILES, new PortCheck()));
        checks.put("mounts", new Entry(Need.ENGINE_AND_FILES, new MountCheck()));
        checks.put("images", new Entry(Need.ENGINE_AND_FILES, new ImageCheck()));
        checks.put("features", new Entry(Need.ENGINE_AND_FILES, new FeatureCheck()));
        checks.put("resources", new Entry(Need.ENGINE_AND_FILES, new ResourceCheck()));
        checks.put("disk", new Entry(Need.ENGINE, new DiskCheck()));
        checks.put("clock", new Entry(Need.ENGINE, new ClockCheck()));
        checks.put("services", new Entry(Need.ENGINE_AND_FILES, new ServiceCheck()));
        checks.put("databases", new Entry(Need.ENGINE_AND_FILES, new DatabaseCheck()));
        checks.put("backups", new Entry(Need.ENGINE_AND_FILES, new BackupCheck()));
        checks.put("lock", new Entry(Need.ENGINE_AND_FILES, new LockCheck()));
        checks.put("upgrade", new Entry(Need.ENGINE, new UpgradeCheck()));
        return checks;
    }

    /**
     * Runs checks, in the order in which a deploy would meet what they look at.
     *
     * @param wanted their names; none for all of them
     * @throws IllegalArgumentException for a check that there is not
     */
    public Diagnosis diagnosis(Set<String> wanted) {
        if (!CHECKS.keySet().containsAll(wanted)) {
            throw new IllegalArgumentException("checks " + wanted + "; there are " + CHECKS.keySet());
        }
        try (Session session = sessions.open()) {
            return diagnosis(new Gathering(sessions.settings(), session).circumstances(), wanted);
        }
    }

    private static Diagnosis diagnosis(Circumstances circumstances, Set<String> wanted) {
        List<Finding> findings = new ArrayList<>();
        List<String> withoutEngine = new ArrayList<>();
        List<String> withoutFiles = new ArrayList<>();
        CHECKS.forEach((name, entry) -> {
            if (!wanted.isEmpty() && !wanted.contains(name)) {
                return;
            }
            if (entry.need() != Need.NOTHING && circumstances.engine().isEmpty()) {
                withoutEngine.add(name);
            } else if (entry.need() == Need.ENGINE_AND_FILES
                    && circumstances.files().isEmpty()) {
                withoutFiles.add(name);
            } else {
                findings.addAll(looked(name, entry.check(), circumstances));
            }
        });
        skipped(withoutEngine, "no engine answers", findings);
        skipped(withoutFiles, "the files cannot be used", findings);
        return new Diagnosis(findings);
    }

    private static List<Finding> looked(String name, Check check, Circumstances circumstances) {
        try {
            return check.look(circumstances);
        } catch (EngineException failure) {
            return List.of(Finding.unknown(name, "could not be looked at: " + failure.getMessage()));
        }
    }

    private static void skipped(List<String> names, String because, List<Finding> findings) {
        if (!names.isEmpty()) {
            findings.add(Finding.unknown("not looked at", String.join(", ", names) + ": " + because));
        }
    }
}
