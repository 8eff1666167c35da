package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.sops.EncryptedFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What can be seen of an encrypted file without a key.
 *
 * @param readers who can open it
 */
record NamesResult(List<Names.Name> names, List<String> readers) implements Result {
    static NamesResult of(EncryptedFile file) {
        return new NamesResult(
                Names.of(file.documents()),
                Stream.concat(file.recipients().stream(), file.otherKeys().stream())
                        .toList());
    }

    @Override
    public void print(Page page) {
        names.forEach(name -> page.line(name.path() + (name.encrypted() ? "" : "  (not encrypted)")));
        page.blank();
        page.line(names.size() + (names.size() == 1 ? " value" : " values") + ", for " + String.join(", ", readers));
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("names", names.stream().map(NamesResult::document).toList());
        document.put("readers", readers);
        return document;
    }

    private static Map<String, ?> document(Names.Name name) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("path", name.path());
        document.put("encrypted", name.encrypted());
        return document;
    }
}
