package io.homelabhub.generation.template;

import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;

/** Templates that were read before: none leads to another file. */
final class SourceLoader implements Loader<String> {
    private final Map<String, TemplateSource> sources;

    SourceLoader(Map<String, TemplateSource> sources) {
        this.sources = sources;
    }

    @Override
    public Reader getReader(String name) {
        TemplateSource source = sources.get(name);
        if (source == null) {
            throw new LoaderException(null, "there is no template " + name);
        }
        return new StringReader(source.text());
    }

    @Override
    public void setCharset(String charset) {
        // texts are read already
    }

    @Override
    public void setPrefix(String prefix) {
        // names are used as they are
    }

    @Override
    public void setSuffix(String suffix) {
        // names are used as they are
    }

    @Override
    public String resolveRelativePath(String relativePath, String anchorPath) {
        return relativePath;
    }

    @Override
    public String createCacheKey(String name) {
        return name;
    }

    @Override
    public boolean resourceExists(String name) {
        return sources.containsKey(name);
    }
}
