package io.homelabhub.generation;

import io.homelabhub.generation.disk.Layout;
import io.homelabhub.generation.disk.Manifest;
import io.homelabhub.generation.template.TemplateSource;
import io.homelabhub.generation.template.TemplateSource.Use;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which file comes of which template, by its name. */
final class TemplateFiles {
    /** {@code X.env}, and the same with the mark of a template's language behind it. */
    private static final Pattern ASSIGNMENTS = Pattern.compile("(.+)\\.env(?:\\.[^.]+)?");

    private static final Pattern MARK = Pattern.compile("\\.(?:j2|jinja2?|peb|pebble)$");
    private static final String SHARED = "shared";

    private final Layout layout;
    private final InputFiles inputs;
    private final List<TemplateSource> sources = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    TemplateFiles(Layout layout, InputFiles inputs) {
        this.layout = layout;
        this.inputs = inputs;
        layout.templateFiles().forEach(this::read);
        requireOne();
        requireDifferent();
    }

    private void read(Path file) {
        Optional<byte[]> content = inputs.content(file);
        String name = String.valueOf(file.getFileName());
        Use use = name.startsWith("_") ? Use.PART : ASSIGNMENTS.matcher(name).matches() ? Use.ASSIGNMENTS : Use.WHOLE;
        content.flatMap(bytes -> text(file, bytes))
                .ifPresent(text -> sources.add(new TemplateSource(layout.shown(file), name, text, use)));
    }

    private Optional<String> text(Path file, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.add(Problem.error(SourceLocation.of(layout.shown(file)), "", "the template is no text in UTF-8")
                    .withSuggestion("keep it elsewhere"));
            return Optional.empty();
        }
    }

    private void requireOne() {
        if (layout.templateFiles().isEmpty()) {
            problems.add(
                    Problem.error(SourceLocation.of(layout.shown(layout.templates())), "", "there are no templates")
                            .withSuggestion("`homelab config init` makes some"));
        }
    }

    private void requireDifferent() {
        Map<String, TemplateSource> outputs = new HashMap<>();
        for (TemplateSource source : outputs()) {
            String output = output(source);
            TemplateSource other = outputs.putIfAbsent(output, source);
            if (other != null) {
                problems.add(Problem.error(
                                SourceLocation.of(source.file()),
                                "",
                                other.file() + " makes the file " + output + ", too")
                        .withSuggestion("rename one of the two"));
            } else if (output.startsWith(".homelab-") || output.equals(Manifest.FILE)) {
                problems.add(
                        Problem.error(SourceLocation.of(source.file()), "", "a file of this name is Homelab's own"));
            }
        }
    }

    /** All templates, parts included. */
    List<TemplateSource> all() {
        return List.copyOf(sources);
    }

    /** The templates of which files are made. */
    List<TemplateSource> outputs() {
        return sources.stream().filter(source -> source.use() != Use.PART).toList();
    }

    /** The name of the file that comes of {@code source}: {@code .env}, {@code .env.dashboard}, {@code Caddyfile}. */
    static String output(TemplateSource source) {
        Matcher assignments = ASSIGNMENTS.matcher(source.name());
        if (source.use() == Use.ASSIGNMENTS && assignments.matches()) {
            String subject = assignments.group(1);
            return subject.equals(SHARED) ? ".env" : ".env." + subject;
        }
        return MARK.matcher(source.name()).replaceFirst("");
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
