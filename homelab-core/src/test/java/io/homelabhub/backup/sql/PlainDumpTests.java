package io.homelabhub.backup.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps as PostgreSQL 15.18 writes them. */
class PlainDumpTests {
    private static final String SINGLE = """
            --
            -- PostgreSQL database dump
            --

            \\restrict KEY1

            -- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
            -- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

            SET statement_timeout = 0;
            SELECT pg_catalog.set_config('search_path', '', false);

            CREATE TABLE public."my table" (
                id integer
            );

            COPY public."my table" (id) FROM stdin;
            1
            \\\\connect other
            3
            \\.

            COPY public.none (id) FROM stdin;
            \\.

            --
            -- PostgreSQL database dump complete
            --

            \\unrestrict KEY1

            """;

    private static final String CLUSTER = """
            --
            -- PostgreSQL database cluster dump
            --

            \\restrict KEY0

            SET default_transaction_read_only = off;

            CREATE ROLE app;
            ALTER ROLE app WITH SUPERUSER PASSWORD 'SCRAM-SHA-256$4096:x';

            \\unrestrict KEY0

            \\connect template1

            --
            -- PostgreSQL database dump
            --

            \\restrict KEY2
            SET statement_timeout = 0;
            --
            -- PostgreSQL database dump complete
            --

            \\unrestrict KEY2

            --
            -- Database "app" dump
            --

            --
            -- PostgreSQL database dump
            --

            \\restrict KEY3

            -- Dumped from database version 15.18

            CREATE DATABASE app WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'C.UTF-8';

            ALTER DATABASE app OWNER TO app;

            \\unrestrict KEY3
            \\connect app
            \\restrict KEY3

            ALTER DATABASE app SET work_mem TO '7MB';

            COPY public.t (id) FROM stdin;
            1
            2
            \\.

            --
            -- PostgreSQL database dump complete
            --

            \\unrestrict KEY3

            --
            -- PostgreSQL database cluster dump complete
            --

            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("dump.sql"), text);
    }

    private Kind refusal(String text) throws IOException {
        Path file = file(text);
        BackupException failure = catchThrowableOfType(BackupException.class, () -> PlainDump.inspect(file));
        assertThat(failure).as("cut after:%n%s", text).isNotNull();
        return failure.kind();
    }

    private static String written(PlainDump dump, int database, boolean restricting) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dump.write(dump.databases().get(database), restricting, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_whole_dump_tells_its_version_and_its_rows_by_table() throws IOException {
        PlainDump dump = PlainDump.inspect(file(SINGLE));

        assertThat(dump.cluster()).isFalse();
        assertThat(dump.serverVersion()).contains("15.18");
        assertThat(dump.databases())
                .containsExactly(new DumpedDatabase(
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        List.of(),
                        Map.of("public.\"my table\"", 3L, "public.none", 0L)));
        assertThat(written(dump, 0, true)).isEqualTo(SINGLE);
        assertThat(written(dump, 0, false)).doesNotContain("restrict").contains("\\\\connect other\n3\n");
    }

    @Test
    void a_dump_that_is_cut_at_any_byte_is_refused() throws IOException {
        int end = SINGLE.indexOf("\\unrestrict KEY1") + "\\unrestrict KEY1".length();
        for (int length = 40; length < end; length++) {
            assertThat(refusal(SINGLE.substring(0, length))).isIn(Kind.DAMAGED, Kind.REFUSED);
        }
        assertThat(refusal("")).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void a_dump_of_a_cluster_that_is_cut_at_any_byte_is_refused() throws IOException {
        int end = CLUSTER.indexOf("cluster dump complete") + "cluster dump complete".length();
        for (int length = 40; length < end; length++) {
            assertThat(refusal(CLUSTER.substring(0, length))).isIn(Kind.DAMAGED, Kind.REFUSED);
        }
    }

    @Test
    void a_dump_of_before_the_keys_ends_with_its_last_comment() throws IOException {
        String old = SINGLE.replaceAll("(?m)^\\\\(un)?restrict .*\n", "");

        assertThat(PlainDump.inspect(file(old)).databases().get(0).allRows()).isEqualTo(3);
        assertThat(refusal(old.substring(0, old.indexOf(" complete")))).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void a_dump_of_a_cluster_is_told_apart_into_roles_and_databases() throws IOException {
        PlainDump dump = PlainDump.inspect(file(CLUSTER));

        assertThat(dump.cluster()).isTrue();
        assertThat(dump.roles())
                .containsExactly("CREATE ROLE app;", "ALTER ROLE app WITH SUPERUSER PASSWORD 'SCRAM-SHA-256$4096:x';");
        assertThat(dump.databases())
                .containsExactly(
                        new DumpedDatabase(Optional.of("template1"), true, Optional.empty(), List.of(), Map.of()),
                        new DumpedDatabase(
                                Optional.of("app"),
                                false,
                                Optional.of(
                                        "TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'C.UTF-8'"),
                                List.of(
                                        "ALTER DATABASE :\"db\" OWNER TO app;",
                                        "ALTER DATABASE :\"db\" SET work_mem TO '7MB';"),
                                Map.of("public.t", 2L)));
        assertThat(written(dump, 1, true))
                .contains("COPY public.t (id) FROM stdin;\n1\n2\n\\.\n", "\\restrict KEY3")
                .doesNotContain("ALTER DATABASE", "CREATE ROLE", "\\connect");
    }

    @Test
    void what_is_compressed_is_read_and_refused_when_it_is_cut() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(SINGLE.getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("dump.sql.gz"), bytes.toByteArray());
        assertThat(PlainDump.inspect(file).databases().get(0).allRows()).isEqualTo(3);

        for (int length = 12; length < bytes.size(); length++) {
            Files.write(file, Arrays.copyOf(bytes.toByteArray(), length));
            assertThat(catchThrowableOfType(BackupException.class, () -> PlainDump.inspect(file)))
                    .as("cut to %d bytes", length)
                    .isNotNull();
        }
    }

    @Test
    void dumps_of_others_are_refused_by_name() throws IOException {
        assertThat(refusal("-- MySQL dump 10.13\n")).isEqualTo(Kind.REFUSED);
        assertThat(refusal("CREATE TABLE t (id int);\n")).isEqualTo(Kind.REFUSED);
        assertThat(PlainDump.isCustomFormat(file("PGDMP\u0001"))).isTrue();
        assertThat(catchThrowableOfType(BackupException.class, () -> PlainDump.inspect(folder.resolve("absent.sql")))
                        .kind())
                .isEqualTo(Kind.UNKNOWN);
    }
}
