package io.homelabhub.sops.store;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** YAML: several documents, each with the metadata; comments kept. Aliases and tags are gone once it is read, as in sops. */
final class YamlStore implements Store {
    @Override
    public SopsContent read(Path file, byte[] content) {
        List<SopsMap> documents = new YamlTree(file).documents(SourceText.of(file, content));
        Optional<SopsMap> metadata = metadata(documents.get(0)).map(member -> (SopsMap) member.value());
        metadata.ifPresent(first -> checkOthers(first, documents));
        List<SopsMap> own = metadata.isEmpty()
                ? documents
                : documents.stream()
                        .map(document -> document.without(SopsContent.METADATA))
                        .toList();
        return new SopsContent(own, metadata);
    }

    private static Optional<SopsMember> metadata(SopsMap document) {
        return document.member(SopsContent.METADATA).filter(member -> member.value() instanceof SopsMap);
    }

    /** sops writes the same into every document, and reads the first; one that differs has been changed by somebody else. */
    private static void checkOthers(SopsMap first, List<SopsMap> documents) {
        String expected = YamlLayout.of(List.of(first));
        for (SopsMap document : documents) {
            Optional<SopsMember> other = metadata(document);
            if (other.isPresent()
                    && !YamlLayout.of(List.of((SopsMap) other.get().value())).equals(expected)) {
                throw SopsFormat.refused(
                        other.get().location(),
                        SopsContent.METADATA,
                        "this differs from what stands in the first document",
                        "take the file back from your repository");
            }
        }
    }

    @Override
    public byte[] write(Path file, SopsContent content) {
        List<SopsMap> documents = content.metadata()
                .map(metadata -> new SopsMember(SopsContent.METADATA, metadata, SourceLocation.of(file)))
                .map(member -> content.documents().stream()
                        .map(document -> document.with(member))
                        .toList())
                .orElse(content.documents());
        return YamlLayout.of(documents).getBytes(StandardCharsets.UTF_8);
    }
}
