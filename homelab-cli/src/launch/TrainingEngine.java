import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Plays a Docker Engine to the runs from which the launcher learns what classes a deploy needs. Every image is there, every
 * health test passes, nothing is done. {@code java -cp homelab.jar TrainingEngine.java SOCKET} says
 * {@code serving} once it does, and goes on until it is ended.
 */
public final class TrainingEngine {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Larger answers come in chunks, as a Docker Engine's do; there they are of 2,048 bytes. */
    private static final int MOST_AT_ONCE = 256;

    private static final String MOMENT = "2020-01-01T00:00:00Z";

    /** As inspect gives them, by id. */
    private final Map<String, ObjectNode> containers = new ConcurrentSkipListMap<>();

    private final Map<String, ObjectNode> networks = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectNode> volumes = new ConcurrentSkipListMap<>();

    private final AtomicInteger ids = new AtomicInteger();

    private record Request(String method, String path, Map<String, String> query, byte[] body) {
        /** Its path's parts, less the API version: {@code containers}, a name, {@code json}. */
        String part(int index) {
            String[] parts = path.replaceFirst("^/v[0-9.]+", "").substring(1).split("/");
            return index < parts.length ? URLDecoder.decode(parts[index], UTF_8) : "";
        }

        ObjectNode json() {
            try {
                return body.length == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
            } catch (IOException malformed) {
                throw new IllegalArgumentException(malformed);
            }
        }
    }

    private record Answer(int status, JsonNode body) {}

    public static void main(String[] args) throws IOException {
        TrainingEngine engine = new TrainingEngine();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(Path.of(args[0])));
        System.out.println("serving");
        while (true) {
            SocketChannel caller = server.accept();
            new Thread(() -> engine.serve(caller)).start();
        }
    }

    private void serve(SocketChannel caller) {
        try (caller) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(caller));
            OutputStream out = Channels.newOutputStream(caller);
            while (true) {
                Request request = read(in);
                if (request.part(0).equals("events")) {
                    out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
                    line(in); // until the caller goes
                } else if (request.part(2).equals("stats")) {
                    out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
                    chunk(out, sample(1) + "\n" + sample(2) + "\n");
                    line(in);
                } else {
                    write(out, answer(request));
                }
            }
        } catch (IOException gone) {
            // the run is over
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(UTF_8));
        out.flush();
    }

    /** What a container uses, by the second measurement half a processor. */
    private static String sample(int number) {
        ObjectNode sample = JSON.createObjectNode().put("read", MOMENT);
        ObjectNode processor = sample.putObject("cpu_stats").put("system_cpu_usage", number * 2000L).put("online_cpus", 1);
        processor.putObject("cpu_usage").put("total_usage", number * 1000L);
        sample.putObject("memory_stats").put("usage", 2_000_000).put("limit", 4_000_000).putObject("stats");
        sample.putObject("pids_stats").put("current", 1);
        sample.putObject("networks").putObject("eth0").put("rx_bytes", 10).put("tx_bytes", 10);
        sample.putObject("blkio_stats").putArray("io_service_bytes_recursive").addObject().put("op", "read").put("value", 1);
        return sample.toString();
    }

    private static Request read(DataInputStream in) throws IOException {
        String[] first = line(in).split(" ");
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        String[] target = first[1].split("\\?", 2);
        Map<String, String> query = new TreeMap<>();
        for (String pair : target.length == 1 ? new String[0] : target[1].split("&")) {
            String[] sides = pair.split("=", 2);
            query.put(sides[0], URLDecoder.decode(sides.length == 1 ? "" : sides[1], UTF_8));
        }
        return new Request(first[0], target[0], query, in.readNBytes(length));
    }

    private static String line(DataInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(UTF_8).strip();
    }

    private static void write(OutputStream out, Answer answer) throws IOException {
        byte[] body = answer.body().isNull() ? new byte[0] : JSON.writeValueAsBytes(answer.body());
        boolean chunked = body.length > MOST_AT_ONCE;
        String head = "HTTP/1.1 " + answer.status() + " so\r\nApi-Version: 1.41\r\nServer: Docker/20.10.24 (linux)\r\n"
                + "Content-Type: application/json\r\n"
                + (chunked
                        ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length) + "\r\n"
                        : "Content-Length: " + body.length + "\r\n\r\n");
        out.write(head.getBytes(UTF_8));
        out.write(body);
        out.write((chunked ? "\r\n0\r\n\r\n" : "").getBytes(UTF_8));
        out.flush();
    }

    private Answer answer(Request request) {
        String subject = request.part(1);
        return switch (request.part(0)) {
            case "containers" -> container(request, subject);
            case "networks" -> kept(request, networks, list(networks));
            case "volumes" -> kept(
                    request, volumes, JSON.createObjectNode().set("Volumes", list(volumes)));
            case "images" -> subject.equals("json") ? found(images(request)) : found(image(subject));
            case "exec" -> request.part(2).equals("json")
                    ? found(JSON.createObjectNode().put("Running", false).put("ExitCode", 0))
                    : done(200);
            default -> done(200);
        };
    }

    private static Answer found(JsonNode body) {
        return new Answer(200, body);
    }

    private static Answer done(int status) {
        return new Answer(status, JSON.nullNode());
    }

    private static Answer foundOrNot(JsonNode body) {
        return body == null ? new Answer(404, JSON.createObjectNode().put("message", "no such thing")) : found(body);
    }

    private static ArrayNode list(Map<String, ObjectNode> things) {
        return JSON.createArrayNode().addAll(things.values());
    }

    private Answer kept(Request request, Map<String, ObjectNode> things, JsonNode listing) {
        String name = request.part(1);
        switch (request.method()) {
            case "GET":
                return name.isEmpty() ? found(listing) : foundOrNot(things.get(name));
            case "DELETE":
                things.remove(name);
                return done(204);
            default:
                if (!name.equals("create")) {
                    return done(200);
                }
                ObjectNode made = request.json();
                made.put("Id", made.path("Name").asText());
                things.put(made.path("Name").asText(), made);
                return new Answer(201, made);
        }
    }

    private Answer container(Request request, String name) {
        if (name.equals("json")) {
            ArrayNode rows = JSON.createArrayNode();
            containers.values().forEach(container -> rows.add(row(container)));
            return found(rows);
        }
        if (name.equals("create")) {
            String created = request.query().get("name");
            String id = "%064x".formatted(ids.incrementAndGet());
            containers.put(id, inspection(id, created, request.json()));
            return new Answer(201, JSON.createObjectNode().put("Id", id));
        }
        return containers.values().stream()
                .filter(one -> List.of(name, "/" + name).stream()
                        .anyMatch(asked -> one.path("Id").asText().equals(asked) || one.path("Name").asText().equals(asked)))
                .findFirst()
                .map(found -> container(request, found))
                .orElseGet(() -> foundOrNot(null));
    }

    private Answer container(Request request, ObjectNode container) {
        switch (request.method() + " " + request.part(2)) {
            case "GET json":
                return found(container);
            case "GET top":
                ObjectNode table = JSON.createObjectNode();
                table.putArray("Titles").add("PID").add("CMD");
                table.putArray("Processes").addArray().add("1").add("serve");
                return found(table);
            case "POST exec":
                ((ObjectNode) container.at("/State/Health")).put("Status", "healthy");
                return new Answer(201, JSON.createObjectNode().put("Id", "exec"));
            case "POST start":
                state(container, "running");
                return done(204);
            case "POST stop":
                state(container, "exited");
                return done(204);
            case "POST rename":
                container.put("Name", "/" + request.query().get("name"));
                return done(204);
            case "DELETE ":
                containers.remove(container.path("Id").asText());
                return done(204);
            default:
                return done(200);
        }
    }

    private static ObjectNode inspection(String id, String name, ObjectNode asked) {
        ObjectNode container = JSON.createObjectNode().put("Id", id).put("Name", "/" + name).put("Created", MOMENT);
        container.set("HostConfig", asked.remove("HostConfig"));
        JsonNode networking = asked.remove("NetworkingConfig");
        container.set("Config", asked);
        container.set("Image", image(asked.path("Image").asText()).get("Id"));
        ObjectNode endpoints = container.putObject("NetworkSettings").putObject("Networks");
        if (networking != null) {
            networking.path("EndpointsConfig").properties().forEach(endpoint -> {
                ObjectNode end = endpoint.getValue().isObject() ? endpoint.getValue().deepCopy() : JSON.createObjectNode();
                endpoints.set(endpoint.getKey(), end.put("NetworkID", endpoint.getKey()));
            });
        }
        container.putArray("Mounts");
        state(container, "created");
        return container;
    }

    private static void state(ObjectNode container, String status) {
        ObjectNode state = container.putObject("State").put("Status", status).put("Running", status.equals("running"));
        state.put("ExitCode", 0).put("StartedAt", MOMENT).put("FinishedAt", MOMENT);
        if (container.at("/Config/Healthcheck").has("Test")) {
            state.putObject("Health").put("Status", "starting").putArray("Log");
        }
    }

    private static ObjectNode row(ObjectNode container) {
        ObjectNode row = JSON.createObjectNode();
        String status = container.at("/State/Status").asText();
        row.put("Id", container.path("Id").asText()).put("State", status).put("ImageID", container.path("Image").asText());
        row.put("Status", status.equals("running") ? "Up 2 seconds (healthy)" : "Created");
        row.putArray("Names").add(container.path("Name").asText());
        row.set("Image", container.at("/Config/Image"));
        row.set("Labels", container.at("/Config/Labels"));
        row.set("NetworkSettings", container.path("NetworkSettings"));
        row.putArray("Mounts");
        row.putArray("Ports");
        return row.put("Created", 1577836800L);
    }

    /** Each that is asked for. */
    private static ArrayNode images(Request request) {
        ArrayNode images = JSON.createArrayNode();
        try {
            JsonNode filters = JSON.readTree(request.query().getOrDefault("filters", "{}"));
            JsonNode references = filters.path("reference");
            references.forEach(reference -> images.add(image(reference.asText())));
            references.fieldNames().forEachRemaining(reference -> images.add(image(reference)));
        } catch (IOException malformed) {
            throw new IllegalArgumentException(malformed);
        }
        return images;
    }

    private static ObjectNode image(String reference) {
        String bare = reference.replaceFirst("^sha256:", "");
        String name = bare.contains(":") ? bare : bare + ":latest";
        ObjectNode image = JSON.createObjectNode().put("Id", "sha256:" + name).put("Os", "linux");
        image.putArray("RepoTags").add(name);
        image.putArray("RepoDigests");
        image.putObject("Config");
        return image;
    }
}
