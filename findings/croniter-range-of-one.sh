#!/usr/bin/env bash
# croniter-range-of-one - croniter 7.0.0 takes a range from a number to itself (`1-1`) for all numbers of the field: an hourly line runs each
# minute, and one for August each month.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
needs python3 "Python 3 with venv and pip"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q croniter==7.0.0 || { echo "croniter cannot be had"; exit 3; }
"$work/venv/bin/python" - <<'PY' | tee "$work/out"
import datetime
import croniter
print("croniter", "7.0.0")
start = datetime.datetime(2026, 1, 1, 0, 30, tzinfo=datetime.timezone.utc)
for line in ("1 * * * *", "1-1 * * * *", "0 0 1 8 *", "0 0 1 8-8 *"):
    print(line, croniter.croniter(line, start).get_next(datetime.datetime).isoformat())
PY
cat >"$work/expected" <<'TEXT'
croniter 7.0.0
1 * * * * 2026-01-01T01:01:00+00:00
1-1 * * * * 2026-01-01T00:31:00+00:00
0 0 1 8 * 2026-08-01T00:00:00+00:00
0 0 1 8-8 * 2026-02-01T00:00:00+00:00
TEXT
diff "$work/expected" "$work/out" || { echo "no longer so"; exit 1; }
