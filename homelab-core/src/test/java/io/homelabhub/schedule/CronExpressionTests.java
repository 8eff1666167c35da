package io.homelabhub.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTests {
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** The instants of an expression after a time of the zone's clock, as instants of the zone's clock with their offsets. */
    private static List<String> due(String cron, String zone, String after, int count) {
        ZoneId place = ZoneId.of(zone);
        CronExpression expression = CronExpression.parse(cron);
        Instant start = LocalDateTime.parse(after).atZone(place).toInstant();
        return Stream.iterate(expression.after(start, place), instant -> expression.after(instant, place))
                .limit(count)
                .map(instant -> instant.atZone(place).toOffsetDateTime().toString())
                .toList();
    }

    @Test
    void every_quarter_of_an_hour() {
        assertThat(due("*/15 * * * *", "UTC", "2026-11-30T23:44:59", 3))
                .containsExactly("2026-11-30T23:45Z", "2026-12-01T00:00Z", "2026-12-01T00:15Z");
    }

    @Test
    void a_time_comes_once_a_day_over_both_changes_of_the_clock() {
        assertThat(due("0 3 * * *", "Europe/Paris", "2027-03-27T00:00", 3))
                .containsExactly("2027-03-27T03:00+01:00", "2027-03-28T03:00+02:00", "2027-03-29T03:00+02:00");
        assertThat(due("0 3 * * *", "Europe/Paris", "2027-10-30T00:00", 3))
                .containsExactly("2027-10-30T03:00+02:00", "2027-10-31T03:00+01:00", "2027-11-01T03:00+01:00");
    }

    @Test
    void a_time_that_the_clock_skips_counts_as_the_first_instant_behind_the_gap() {
        assertThat(due("30 2 * * *", "Europe/Berlin", "2027-03-27T12:00", 2))
                .containsExactly("2027-03-28T03:00+02:00", "2027-03-29T02:30+02:00");
    }

    @Test
    void times_that_fall_together_behind_a_gap_are_one() {
        assertThat(due("*/20 1,2,3 * * *", "Europe/Berlin", "2027-03-28T01:30", 3))
                .containsExactly("2027-03-28T01:40+01:00", "2027-03-28T03:00+02:00", "2027-03-28T03:20+02:00");
    }

    @Test
    void a_time_that_the_clock_shows_twice_counts_the_first_time() {
        assertThat(due("30 2 * * *", "Europe/Berlin", "2027-10-30T12:00", 2))
                .containsExactly("2027-10-31T02:30+02:00", "2027-11-01T02:30+01:00");
    }

    @Test
    void what_is_due_in_every_hour_goes_on_through_the_repeated_one() {
        assertThat(due("*/30 * * * *", "Europe/Berlin", "2027-10-31T01:45", 5))
                .containsExactly(
                        "2027-10-31T02:00+02:00",
                        "2027-10-31T02:30+02:00",
                        "2027-10-31T02:00+01:00",
                        "2027-10-31T02:30+01:00",
                        "2027-10-31T03:00+01:00");
    }

    @Test
    void a_leap_day_comes_every_four_years_but_for_some_centuries() {
        assertThat(due("0 0 29 2 *", "UTC", "2093-01-01T00:00", 3))
                .containsExactly("2096-02-29T00:00Z", "2104-02-29T00:00Z", "2108-02-29T00:00Z");
    }

    @Test
    void months_that_are_too_short_are_left_out() {
        assertThat(due("0 0 31 * *", "UTC", "2027-01-31T00:00", 3))
                .containsExactly("2027-03-31T00:00Z", "2027-05-31T00:00Z", "2027-07-31T00:00Z");
    }

    @Test
    void of_both_restricted_days_either_counts() {
        assertThat(due("0 0 13 * 5", "UTC", "2026-11-01T00:00", 3))
                .containsExactly("2026-11-06T00:00Z", "2026-11-13T00:00Z", "2026-11-20T00:00Z");
        assertThat(due("0 12 1,15 * 1-5", "UTC", "2026-11-13T12:00", 3))
                .containsExactly("2026-11-15T12:00Z", "2026-11-16T12:00Z", "2026-11-17T12:00Z");
    }

    @Test
    void a_field_that_spells_out_all_its_numbers_is_a_restriction_and_a_star_is_none() {
        assertThat(due("0 0 13 * 0-6", "UTC", "2026-11-01T00:00", 2))
                .containsExactly("2026-11-02T00:00Z", "2026-11-03T00:00Z");
        assertThat(due("0 0 13 * */1", "UTC", "2026-11-01T00:00", 2))
                .containsExactly("2026-11-13T00:00Z", "2026-12-13T00:00Z");
        assertThat(due("0 0 13 * */2", "UTC", "2026-11-01T00:00", 2))
                .containsExactly("2026-11-03T00:00Z", "2026-11-05T00:00Z");
    }

    @Test
    void sunday_has_two_numbers() {
        assertThat(due("0 0 * * 7", "UTC", "2026-11-30T00:00", 3))
                .isEqualTo(due("0 0 * * 0", "UTC", "2026-11-30T00:00", 3))
                .containsExactly("2026-12-06T00:00Z", "2026-12-13T00:00Z", "2026-12-20T00:00Z");
        assertThat(due("0 0 * * 5-7", "UTC", "2026-12-03T00:00", 4))
                .containsExactly("2026-12-04T00:00Z", "2026-12-05T00:00Z", "2026-12-06T00:00Z", "2026-12-11T00:00Z");
    }

    @Test
    void a_step_begins_at_its_range() {
        assertThat(due("5-59/10 * * * *", "UTC", "2026-11-30T00:44", 3))
                .containsExactly("2026-11-30T00:45Z", "2026-11-30T00:55Z", "2026-11-30T01:05Z");
    }

    @Test
    void midnight_that_is_skipped_is_one_in_the_morning() {
        assertThat(due("0 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00", 2))
                .containsExactly("2018-11-04T01:00-02:00", "2018-11-05T00:00-02:00");
    }

    @Test
    void an_hour_before_midnight_that_is_repeated_counts_once() {
        assertThat(due("30 23 * * *", "America/Sao_Paulo", "2018-02-17T12:00", 2))
                .containsExactly("2018-02-17T23:30-02:00", "2018-02-18T23:30-03:00");
    }

    @Test
    void offsets_need_not_be_whole_hours() {
        assertThat(due("0 6 * * *", "Asia/Kathmandu", "2026-11-30T07:00", 1)).containsExactly("2026-12-01T06:00+05:45");
    }

    @Test
    void a_day_that_a_zone_leaves_out_is_the_next_one() {
        assertThat(due("0 12 30 12 *", "Pacific/Apia", "2011-12-01T00:00", 1))
                .containsExactly("2011-12-31T00:00+14:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 * * * *        | not within 0 to 59",
                "* 24 * * *        | not within 0 to 23",
                "* * 0 * *         | not within 1 to 31",
                "* * * 13 *        | not within 1 to 12",
                "* * * * 8         | not within 0 to 7",
                "@daily            | has 1 fields",
                "0 0 * * mon       | not made of numbers",
                "0 0 * jan *       | not made of numbers",
                "0 0 0 * * *       | has 6 fields",
                "'  '              | has 0 fields",
                "30-10 * * * *     | runs backwards",
                "*/0 * * * *       | step of 0",
                "5/10 * * * *      | step behind a single number",
                "1,,2 * * * *      | not made of numbers",
                "-5 * * * *        | not made of numbers",
                "0 0 31 2 *        | never comes",
                "0 0 31 4,6,9,11 * | never comes"
            })
    void what_is_no_expression_is_refused(String text, String why) {
        assertThatThrownBy(() -> CronExpression.parse(text))
                .isInstanceOf(CronSyntaxException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * * *", "0 3 * * *", "0 0 1 1 *", "0 0 29 2 *", "*/7 3-9 * * 1"})
    void the_last_time_before_now_is_that_after_which_the_next_one_comes(String text) {
        CronExpression expression = CronExpression.parse(text);
        Instant now = Instant.parse("2026-11-30T08:15:20Z");

        Instant last = expression
                .lastBetween(Instant.parse("2016-01-01T00:00:00Z"), now, UTC)
                .orElseThrow();

        assertThat(last).isBeforeOrEqualTo(now);
        assertThat(expression.after(last, UTC)).isAfter(now);
    }

    @Test
    void nothing_was_due_in_between() {
        Instant now = Instant.parse("2026-11-30T08:15:20Z");

        assertThat(CronExpression.parse("0 3 * * *").lastBetween(now.minusSeconds(60), now, UTC))
                .isEmpty();
    }

    @Test
    void it_is_written_with_single_spaces() {
        assertThat(CronExpression.parse("  0   3\t* * * ")).hasToString("0 3 * * *");
    }
}
