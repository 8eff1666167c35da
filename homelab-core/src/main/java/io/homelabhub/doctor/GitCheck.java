package io.homelabhub.doctor;

import io.homelabhub.doctor.git.GitRepository;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the repository that the project lies in has what nobody else may have: private keys, clear text of encrypted files, a
 * {@code .env} with secrets; or would take it with the next {@code git add}.
 */
final class GitCheck implements Check {
    private static final String NAME = "git";
    private static final int DEEPEST = 6;
    private static final int MOST_FILES = 50_000;
    private static final Set<String> PASSED_OVER = Set.of(".git", "node_modules", "target", ".venv", "venv", "vendor");
    private static final Pattern ENCRYPTED_NAME =
            Pattern.compile("(.+)\\.enc(\\.[A-Za-z0-9]+)?|(.+)\\.sops(\\.[A-Za-z0-9]+)?");
    private static final Pattern ENV = Pattern.compile("\\.env(\\..+)?|.+\\.env");
    private static final Pattern EXAMPLE = Pattern.compile(".*\\.(example|sample|template|dist|tpl|j2)(\\..*)?");

    @Override
    public List<Finding> look(Circumstances circumstances) {
        Optional<GitRepository> repository = GitRepository.around(circumstances.home());
        if (repository.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Path file : files(circumstances.home())) {
            what(file).ifPresent(what -> finding(file, what, repository.get()).ifPresent(findings::add));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(NAME, "no private key and no secret in clear text is tracked, or would be"))
                : findings;
    }

    /** What a file holds that nobody else may have; empty if it holds nothing of the kind. */
    private static Optional<String> what(Path file) {
        String name = file.getFileName().toString();
        if (SecretContent.isPrivateKey(file)) {
            return Optional.of("a private key");
        }
        if (encryptedTwin(file).isPresent() && !SecretContent.isEncrypted(file)) {
            return Optional.of("the clear text of " + encryptedTwin(file).get().getFileName());
        }
        boolean env = ENV.matcher(name).matches() && !EXAMPLE.matcher(name).matches() && !name.contains(".enc");
        return env && SecretContent.hasSecretVariable(file) && !SecretContent.isEncrypted(file)
                ? Optional.of("secrets")
                : Optional.empty();
    }

    /** The encrypted file that {@code file} would be the clear text of: {@code base.enc.yaml} of {@code base.yaml} or {@code base.dec.yaml}. */
    private static Optional<Path> encryptedTwin(Path file) {
        String name = file.getFileName().toString();
        if (ENCRYPTED_NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Matcher parts = Pattern.compile("(.+?)(\\.(?:dec|decrypted|clear|plain))?(\\.[A-Za-z0-9]+)?")
                .matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String ending = parts.group(3) == null ? "" : parts.group(3);
        for (String mark : List.of(".enc", ".sops", ".encrypted")) {
            for (String twin : List.of(parts.group(1) + mark + ending, parts.group(1) + ending + mark)) {
                Path sibling = file.resolveSibling(twin);
                if (Files.isRegularFile(sibling) && SecretContent.isEncrypted(sibling)) {
                    return Optional.of(sibling);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> finding(Path file, String what, GitRepository repository) {
        String path = repository.path(file);
        if (repository.tracks(file)) {
            return Optional.of(Finding.problem(
                    NAME,
                    Finding.Consequence.NONE,
                    path + " holds " + what + " and is tracked by git: whoever has the repository has it",
                    List.of(
                            "git rm --cached " + path + " && echo '/" + path + "' >> "
                                    + repository.root().resolve(".gitignore"),
                            "# and make new secrets, as the history keeps the old ones")));
        }
        return repository.ignores(file)
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        NAME,
                        path + " holds " + what + ", and git does not ignore it",
                        "echo '/" + path + "' >> " + repository.root().resolve(".gitignore")));
    }

    private static List<Path> files(Path home) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(home, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    Path name = folder.getFileName();
                    boolean other = !folder.equals(home) && Files.exists(folder.resolve(".git"));
                    return other || (name != null && PASSED_OVER.contains(name.toString()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(file);
                    }
                    return files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException denied) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            return files; // as far as it could be seen
        }
        files.sort(null);
        return files;
    }
}
