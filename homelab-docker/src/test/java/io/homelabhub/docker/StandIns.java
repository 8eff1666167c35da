package io.homelabhub.docker;

import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.spelling.ImageName;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An image that stands in for any other: whatever a container of it is told to run stays until it is stopped, and ends well
 * then; whatever is run beside that, such as a health test, succeeds.
 */
final class StandIns {
    private static final String NAME = "stand-in:latest";

    private static final Pattern TAGGABLE = Pattern.compile("[a-z0-9._/:-]+(:[A-Za-z0-9._-]+)?");

    /** The main process has the number 1, or a parent that can be seen (an init, or the host's). */
    private static final String PROGRAM = """
            #!/stand-in/sh
            [ $$ = 1 ] || [ "$PPID" != 0 ] || exit 0
            trap "exit 0" TERM INT QUIT HUP USR1 USR2
            while :; do /stand-in/busybox sleep 3600 & wait; done
            """;

    private final RealEngine lab;

    StandIns(RealEngine lab) {
        this.lab = lab;
    }

    /** Builds the image, for all that the cases run in containers and for the users that they run it as. */
    void build(List<CorpusCase> cases, Path directory) {
        String dockerfile = "FROM " + RealEngine.IMAGE + "\nRUN mkdir /stand-in"
                + " && cp /bin/busybox /stand-in/busybox && cp /bin/busybox /stand-in/sh"
                + " && printf '" + PROGRAM.replace("\n", "\\n") + "' >/stand-in/run && chmod +x /stand-in/run"
                + users(cases).stream()
                        .map(user -> " && echo " + user + ":x:900:900::/:/stand-in/sh >>/etc/passwd && echo " + user
                                + ":x:900: >>/etc/group")
                        .collect(Collectors.joining())
                + programs(cases).stream()
                        .map(path -> " && mkdir -p $(dirname " + path + ") && ln -sf /stand-in/run " + path)
                        .collect(Collectors.joining())
                + " && ln -sf /stand-in/run /bin/sh\nENTRYPOINT [\"/stand-in/run\"]\nCMD [\"/stand-in/run\"]\n"
                + "HEALTHCHECK --interval=3s CMD [\"/stand-in/run\"]\n";
        lab.perform(new Action.BuildImage(ImageBuild.of(NAME, directory).withDockerfile(dockerfile)));
    }

    private static Set<String> programs(List<CorpusCase> cases) {
        return services(cases)
                .flatMap(service -> Stream.concat(
                        service.strings("entrypoint").stream().limit(1),
                        service.object("healthcheck").strings("test").stream()
                                .skip(1)
                                .limit(1)))
                .filter(path -> path.matches("[A-Za-z0-9_./-]+") && !path.equals("/bin/sh"))
                .map(path -> path.startsWith("/") ? path : "/usr/local/bin/" + path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> users(List<CorpusCase> cases) {
        return services(cases)
                .flatMap(service -> Stream.concat(
                        Stream.of(service.string("user").orElse("").split(":", -1)),
                        service.strings("group_add").stream()))
                .filter(name -> name.matches("[a-z][a-z0-9_-]*") && !name.equals("root"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<ApiObject> services(List<CorpusCase> cases) {
        return cases.stream().flatMap(one -> one.services().values().stream());
    }

    /** Gives it these names as well. */
    void tag(Collection<String> references) {
        Set<String> wanted = Set.copyOf(references);
        Set<String> there = lab.engine()
                .observe(new ObserveRequest("", wanted, false))
                .images()
                .keySet();
        wanted.stream()
                .filter(reference -> !there.contains(reference)
                        && TAGGABLE.matcher(reference).matches())
                .map(ImageName::parse)
                .forEach(name ->
                        lab.request(api -> api.exchange(ApiCall.post("tagging " + name, "/images/" + NAME + "/tag")
                                        .query("repo", name.familiarRepository())
                                        .query("tag", name.version()))
                                .orThrow()));
    }
}
