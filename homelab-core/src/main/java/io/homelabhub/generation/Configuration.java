package io.homelabhub.generation;

import io.homelabhub.api.Api;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.generation.disk.Layout;
import io.homelabhub.generation.disk.Manifest;
import io.homelabhub.generation.disk.OutputFolder;
import io.homelabhub.generation.template.Rendered;
import io.homelabhub.generation.template.TemplateSource;
import io.homelabhub.generation.template.Templates;
import io.homelabhub.generation.values.ConfigMap;
import io.homelabhub.generation.values.ConfigNode;
import io.homelabhub.generation.values.ConfigScalar;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.Sha256;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The configuration of a project that is generated from {@code config/}. Immutable and thread-safe; each call reads the files anew. */
public final class Configuration {
    private final DefinitionSources sources;
    private final Timing timing;
    private final Layout layout;

    /**
     * @param sources where the project is
     * @param timing tells when secrets are encrypted that are made new
     */
    @Api(Api.Status.INTERNAL)
    public Configuration(DefinitionSources sources, Timing timing) {
        this.sources = sources;
        this.timing = timing;
        this.layout = new Layout(DefinitionLoader.home(sources).toAbsolutePath().normalize());
    }

    /** Where files for {@code target} go; what {@code DEPLOYMENT_PATH} is to name. */
    public Path folder(GenerationTarget target) {
        return layout.output(target.environment(), target.host());
    }

    /**
     * Makes what is missing of the files that configuration is generated from. Nothing that is there is changed, but for lines that
     * {@code .gitignore} lacks. Values that {@code .env} has are taken over: secrets encrypted, all others as settings.
     *
     * @param request for what
     * @return what was made; without a private key there are no secrets among it
     * @throws InvalidInputException if what is there cannot be read, or nothing can be written
     */
    public Initialization init(InitRequest request) {
        return new ConfigurationInit(layout, sources.encrypted().keys().get(), timing)
                .make(request, DefinitionLoader.environmentFiles(sources).first());
    }

    /**
     * Generates in memory, and compares that with what is on disk. Changes nothing.
     *
     * @throws InvalidInputException with everything that is wrong: a file that cannot be read or decrypted, a name that is not defined or
     *     a filter that does not exist, in any branch of any template
     */
    public PreparedGeneration plan(GenerationTarget target) {
        return plan(target, Map.of());
    }

    /**
     * Generates in memory as if files held something else than they do, and compares that with what is on disk. Changes nothing.
     *
     * @param replaced what absolute files are taken to hold
     * @throws InvalidInputException as {@link #plan(GenerationTarget)} does
     */
    public PreparedGeneration plan(GenerationTarget target, Map<Path, byte[]> replaced) {
        InputFiles inputs = new InputFiles(layout, target, replaced);
        ConfigMap settings = inputs.settings();
        ConfigMap secrets = inputs.secrets(sources.encrypted().keys().get());
        TemplateFiles files = new TemplateFiles(layout, inputs);
        List<Problem> problems = new ArrayList<>(new Guard(layout).problems());
        problems.addAll(inputs.problems());
        problems.addAll(files.problems());
        Map<String, ConfigNode> names = names(target, settings, secrets);
        if (files.all().stream().anyMatch(template -> FrontDoor.isMentioned(template.text()))) {
            frontDoor(target, inputs, problems).ifPresent(sites -> names.put(FrontDoor.NAME, sites));
        }
        Templates templates = new Templates(files.all());
        if (problems.isEmpty()) {
            templates.check(names);
        }
        problems.addAll(templates.problems());
        requireNone(problems);
        Map<String, Rendered> rendered = rendered(files, templates, names);
        List<Problem> warnings = new ArrayList<>(unused(secrets, "secrets", templates));
        warnings.addAll(new SecretUrls(layout).warnings(rendered));
        return prepared(target, rendered, inputs, warnings);
    }

    private static Map<String, ConfigNode> names(GenerationTarget target, ConfigMap settings, ConfigMap secrets) {
        SourceLocation typed = SourceLocation.of(Path.of("command line"));
        Map<String, ConfigNode> names = new HashMap<>();
        names.put("config", settings);
        names.put("secrets", secrets);
        names.put("environment", new ConfigScalar(target.environment(), typed));
        names.put("host", new ConfigScalar(target.host(), typed));
        return names;
    }

    /** What the catalog and the Compose files say of services, whatever is deployed by now. */
    private Optional<ConfigNode> frontDoor(GenerationTarget target, InputFiles inputs, List<Problem> problems) {
        Optional<Path> catalog = DefinitionLoader.catalogFile(sources);
        if (catalog.isEmpty()) {
            return Optional.empty();
        }
        try {
            ProjectDefinition definition = DefinitionLoader.load(sources.withoutVariable("DEPLOYMENT_PATH"), List.of());
            inputs.content(catalog.get());
            definition.compose().configFiles().forEach(inputs::content);
            return Optional.of(new FrontDoor(definition, layout.shown(catalog.get()), target.host()).sites());
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static Map<String, Rendered> rendered(
            TemplateFiles files, Templates templates, Map<String, ConfigNode> names) {
        Map<String, Rendered> rendered = new TreeMap<>();
        for (TemplateSource source : files.outputs()) {
            templates.render(source, names).ifPresent(text -> rendered.put(TemplateFiles.output(source), text));
        }
        requireNone(templates.problems());
        return rendered;
    }

    private static void requireNone(List<Problem> problems) {
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new InvalidInputException(problems);
        }
    }

    private PreparedGeneration prepared(
            GenerationTarget target, Map<String, Rendered> rendered, InputFiles inputs, List<Problem> warnings) {
        Path folder = folder(target);
        requirePlace(folder, target, rendered);
        Map<String, byte[]> contents = new TreeMap<>();
        TreeMap<String, String> hashes = new TreeMap<>();
        TreeMap<String, SortedMap<String, List<String>>> sources = new TreeMap<>();
        rendered.forEach((name, file) -> {
            byte[] content = file.text().getBytes(StandardCharsets.UTF_8);
            contents.put(name, content);
            hashes.put(name, Sha256.hex(content));
            sources.put(name, sources(file));
        });
        Manifest manifest = new Manifest(target.environment(), target.host(), inputs.hashes(), hashes, sources);
        PreparedGeneration.PlanSource source = () -> new GenerationPlan(
                target,
                folder,
                new FolderComparison(folder, rendered).changes(),
                OutputFolder.isBegun(folder),
                warnings);
        try {
            return new PreparedGeneration(source.plan(), contents, manifest, source);
        } catch (IOException e) {
            throw new InvalidInputException(List.of(Problem.error(
                    SourceLocation.of(layout.shown(folder)), "", "what was generated before cannot be read")));
        }
    }

    /** Where each variable of a file is made: its line of the template, then the values that went into it. */
    private static SortedMap<String, List<String>> sources(Rendered file) {
        SortedMap<String, List<String>> sources = new TreeMap<>();
        file.variables()
                .forEach(variable -> sources.put(
                        variable.name(),
                        Stream.concat(Stream.of(variable.place()), variable.origins().stream())
                                .map(SourceLocation::toString)
                                .toList()));
        return sources;
    }

    /** A folder can be that of one host only, though the names of two hosts can lead to it. */
    private void requirePlace(Path folder, GenerationTarget target, Map<String, Rendered> rendered) {
        List<Problem> problems = new ArrayList<>();
        Manifest.of(folder)
                .filter(made -> !made.host().equals(target.host()))
                .ifPresent(made -> problems.add(Problem.error(
                                SourceLocation.of(layout.shown(folder)), "", "the folder is that of " + made.host())
                        .withSuggestion("remove it, or give another domain")));
        rendered.keySet().stream()
                .filter(name -> Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .forEach(name -> problems.add(Problem.error(
                        SourceLocation.of(layout.shown(folder.resolve(name))),
                        "",
                        "a folder stands where a file is to be written")));
        requireNone(problems);
    }

    private static List<Problem> unused(ConfigMap secrets, String path, Templates templates) {
        List<Problem> warnings = new ArrayList<>();
        secrets.entries().forEach((key, value) -> {
            String name = path + "." + key;
            if (value instanceof ConfigMap map && !map.entries().isEmpty()) {
                warnings.addAll(unused(map, name, templates));
            } else if (!templates.uses(value)) {
                warnings.add(Problem.warning(
                        "unused-secret:" + name, value.origin(), "", "no template uses `" + name + "`"));
            }
        });
        return warnings;
    }
}
