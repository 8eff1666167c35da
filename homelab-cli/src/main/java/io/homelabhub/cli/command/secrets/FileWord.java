package io.homelabhub.cli.command.secrets;

import picocli.CommandLine.Model.PositionalParamSpec;

/** The words that commands on one file have in common. */
final class FileWord {
    private FileWord() {}

    static PositionalParamSpec.Builder file() {
        return PositionalParamSpec.builder()
                .paramLabel("FILE")
                .arity("1")
                .index("0")
                .description("The encrypted file, as config/secrets/base.enc.yaml.");
    }

    static PositionalParamSpec.Builder key() {
        return PositionalParamSpec.builder()
                .paramLabel("KEY")
                .arity("1")
                .index("1")
                .description("The key, with dots between levels: database.password.");
    }
}
