package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ProcessTable;
import io.homelabhub.resource.ApiObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The processes of containers. */
final class Processes {
    /** Podman runs the container's own {@code ps} and gives its lines as they are, unless it is told which columns. */
    private static final String COLUMNS_FOR_PODMAN = "user,pid,ppid,pcpu,etime,tty,time,args";

    private final DockerApi api;
    private final Names names;

    Processes(DockerApi api, Names names) {
        this.api = api;
        this.names = names;
    }

    ProcessTable of(String container) {
        String attempt = "listing the processes of container " + container;
        String path = names.container(container)
                .orElseThrow(() -> new EngineException(
                        EngineException.Kind.NOT_FOUND, attempt + ": there is no container " + container));
        ApiCall call = ApiCall.get(attempt, "/containers/" + ApiCall.encoded(path) + "/top");
        boolean podman = api.connector().connection().isPodman();
        Answer answer = api.exchange(podman ? call.query("ps_args", COLUMNS_FOR_PODMAN) : call);
        if (doesNotRun(answer)) {
            return ProcessTable.EMPTY;
        }
        ApiObject table = answer.object();
        List<String> titles = table.strings("Titles");
        return new ProcessTable(titles, rows(table, titles.size()));
    }

    /** Docker before 23 answers so with 409 or 500, by how far the container has come on its way out. */
    private static boolean doesNotRun(Answer answer) {
        return answer.refusesWith("is not running")
                || answer.refusesWith("can only be used on running")
                || answer.refusesWith("is restarting");
    }

    /** Rows of equal length, whatever the engine has made of command lines that it could not read. */
    private static List<List<String>> rows(ApiObject table, int columns) {
        List<List<String>> rows = new ArrayList<>();
        if (table.get("Processes") instanceof List<?> processes) {
            for (Object process : processes) {
                if (process instanceof List<?> cells) {
                    Stream<String> texts = cells.stream().map(cell -> Objects.toString(cell, ""));
                    rows.add(Stream.concat(texts, Stream.generate(() -> ""))
                            .limit(columns)
                            .toList());
                }
            }
        }
        return rows;
    }
}
