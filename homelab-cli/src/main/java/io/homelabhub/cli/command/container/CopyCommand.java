package io.homelabhub.cli.command.container;

import io.homelabhub.cli.command.container.Placement.Found;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.engine.PathStatus;
import io.homelabhub.operation.ServiceContainer;
import io.homelabhub.operation.ServiceFiles;
import io.homelabhub.operation.ServiceOperations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab cp}: files from and to a service's container. */
public final class CopyCommand implements Command {
    /** In place of a path: an archive on the standard input or output. */
    private static final String ARCHIVE = "-";

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Copies files and folders from or to a service's container, whether it runs or not.",
            "The rules are those of docker cp: into a folder that is there, else under the name that is given; with /. behind a"
                    + " folder its content alone. - is a tar archive on standard input or output.");

    private final Supplier<List<String>> words = syntax.words(PositionalParamSpec.builder()
            .paramLabel("SOURCE TARGET")
            .hideParamSyntax(true)
            .arity("2")
            .description("What to copy, and where to; one of the two is SERVICE:PATH."));

    private final ContainerOptions container = new ContainerOptions(syntax);

    private final Supplier<Boolean> all =
            syntax.flag(OptionSpec.builder("--all").description("Copies to all containers of the service."));

    private final Supplier<Boolean> archive = syntax.flag(
            OptionSpec.builder("-a", "--archive")
                    .description(
                            "Into a container: for the user that it runs as. Out of it: with the owners that files have there."));

    private final Supplier<Boolean> followLink = syntax.flag(OptionSpec.builder("-L", "--follow-link")
            .description("Copies what SOURCE leads to if it is a link, not the link."));

    public CopyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    /** {@code SERVICE:PATH}. */
    private record Inside(String service, String path) {
        /** Empty for a path of this machine. */
        static Optional<Inside> of(String word) {
            int colon = word.indexOf(':');
            boolean here = word.equals(ARCHIVE) || word.startsWith("/") || word.startsWith(".");
            if (here || colon <= 0) {
                return Optional.empty();
            }
            String path = word.substring(colon + 1);
            return Optional.of(new Inside(word.substring(0, colon), path.startsWith("/") ? path : "/" + path));
        }
    }

    @Override
    public ExitCode run() {
        String from = words.get().get(0);
        String to = words.get().get(1);
        Optional<Inside> source = Inside.of(from);
        Optional<Inside> target = Inside.of(to);
        if (source.isPresent() == target.isPresent()) {
            throw new UsageException(
                    source.isPresent()
                            ? "SOURCE and TARGET are both in containers; copy to this machine first"
                            : "neither " + from + " nor " + to + " is in a container; write one as SERVICE:PATH");
        }
        try {
            if (source.isPresent()) {
                copyOut(source.get(), to);
            } else {
                copyIn(from, target.get());
            }
        } catch (IOException failure) {
            throw new UsageException("copying " + from + " to " + to + ": " + words(failure));
        }
        return ExitCode.DONE;
    }

    private static String words(IOException failure) {
        String kind = failure.getClass()
                .getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
        String said = String.valueOf(failure.getMessage());
        return failure instanceof FileSystemException ? kind + ": " + said : said;
    }

    // --- out of a container ---

    private void copyOut(Inside source, String to) throws IOException {
        if (all.get()) {
            throw new UsageException("--all is for copying into containers; --index says which one to copy from");
        }
        try (ServiceFiles files = services().files(container.of(source.service()))) {
            String path = Placement.Source.stripped(source.path());
            PathStatus status = existing(files, source, path);
            if (followLink.get() && status.linkTarget().isPresent()) {
                path = status.linkTarget().get();
                status = existing(files, source, path);
            }
            try (InputStream tar = files.copyFrom(path)) {
                if (to.equals(ARCHIVE)) {
                    invocation.console().flush();
                    long unused = tar.transferTo(invocation.console().streams().out());
                    return;
                }
                Path target = invocation.console().workingDirectory().resolve(to);
                Placement placement = Placement.of(
                        new Placement.Source(source.path(), status.isFolder()), shown(target, to), found(target));
                Path folder = Path.of(placement.folder());
                if (!Files.isDirectory(folder)) {
                    throw new UsageException("copying to " + to + ": there is no folder " + folder + "; make it first");
                }
                tell(new UnpackedFiles(folder, placement, archive.get()).write(tar), to);
            }
        }
    }

    private static PathStatus existing(ServiceFiles files, Inside source, String path) {
        return files.status(path)
                .orElseThrow(() -> new UsageException(
                        "copying from " + source.service() + ": container " + files.container() + " has no " + path));
    }

    private static String shown(Path target, String to) {
        return to.endsWith("/") ? target + "/" : String.valueOf(target);
    }

    private static Found found(Path target) {
        return Files.isDirectory(target) ? Found.FOLDER : Files.exists(target) ? Found.FILE : Found.NOTHING;
    }

    // --- into a container ---

    private void copyIn(String from, Inside target) throws IOException {
        if (all.get() && container.isIndexGiven()) {
            throw new UsageException("--all and --index are both given; give one or the other");
        }
        if (all.get() && from.equals(ARCHIVE)) {
            throw new UsageException("--all takes no archive from standard input, which can be read once");
        }
        if (!all.get()) {
            copyIn(from, target, container.of(target.service()));
            return;
        }
        for (int index : services().indexes(target.service())) {
            copyIn(from, target, ServiceContainer.of(target.service()).withIndex(index));
        }
    }

    private void copyIn(String from, Inside target, ServiceContainer which) throws IOException {
        try (ServiceFiles files = services().files(which)) {
            String path = target.path();
            Optional<PathStatus> status = files.status(path);
            if (status.flatMap(PathStatus::linkTarget).isPresent()) {
                path = status.flatMap(PathStatus::linkTarget).get();
                status = files.status(path);
            }
            if (from.equals(ARCHIVE)) {
                if (status.filter(PathStatus::isFolder).isEmpty()) {
                    throw new UsageException("unpacking to " + path + ": container " + files.container()
                            + " has no such folder; make it first");
                }
                files.copyTo(path, invocation.console().streams().in(), archive.get());
                return;
            }
            pack(from, path, status, files);
        }
    }

    private void pack(String from, String path, Optional<PathStatus> status, ServiceFiles files) throws IOException {
        Path local = invocation.console().workingDirectory().resolve(Placement.Source.stripped(from));
        if (!Files.exists(local, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException("copying " + from + ": there is no such file or folder");
        }
        boolean content = new Placement.Source(from, true).isContentAlone();
        Path root = followLink.get() || content ? local.toRealPath() : local;
        Found found =
                status.map(one -> one.isFolder() ? Found.FOLDER : Found.FILE).orElse(Found.NOTHING);
        boolean isFolder = Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS);
        Placement placement = Placement.of(new Placement.Source(from, isFolder), path, found);
        if (files.status(placement.folder()).isEmpty()) {
            throw new UsageException("copying " + from + ": container " + files.container() + " has no folder "
                    + placement.folder() + "; make it first");
        }
        try (PackedFiles packed = new PackedFiles(root, placement)) {
            files.copyTo(placement.folder(), packed, archive.get());
            tell(packed.count(), files.container() + ":" + path);
        }
    }

    private ServiceOperations services() {
        return invocation.runtime().services();
    }

    private void tell(long count, String target) {
        invocation
                .messages()
                .line("Copied " + count + (count == 1 ? " file" : " files and folders") + " to " + target + ".");
    }
}
