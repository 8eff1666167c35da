package io.homelabhub.cli.command.backup;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.sops.age.AgeKeys;
import java.io.IOException;

/** The private keys of whoever typed the command, where they lie in the environment or in files; no program is asked for them. */
record Keys(Invocation invocation) {
    AgeKeys all() {
        return AgeKeys.find(invocation.console().environment(), (words, environment) -> {
            throw new IOException("not asked");
        });
    }
}
