#!/usr/bin/env bash
# pyyaml-numbers-in-compose - PyYAML knows the numbers of YAML 1.1 and leaves every other text without quotes. Docker Compose reads more
# texts as numbers: a PIN that begins with 0 and has an 8 or 9, a commit's short name with an e, an octal of YAML 1.2. A file that
# Python wrote therefore gives a container other values than Python had, and nothing is said. PyYAML reads its own file back unchanged.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
needs python3 "Python 3.8 or newer"
{ python3 -m venv "$work/python" && "$work/python/bin/pip" install -q PyYAML==6.0.3; } >"$work/log" 2>&1 || { cat "$work/log"; exit 3; }

cat >"$work/write.py" <<'PYTHON'
import sys, yaml
values = {"PIN": "0812", "ACCOUNT": "0123456789", "COMMIT": "1234e56", "UMASK": "0o22", "QUOTED": "0777"}
text = yaml.safe_dump({"services": {"app": {"image": "app", "environment": values}}}, sort_keys=False)
assert yaml.safe_load(text)["services"]["app"]["environment"] == values
open(sys.argv[1], "w").write(text)
PYTHON
"$work/python/bin/python" "$work/write.py" "$work/compose.yaml"
read_back=$(loaded v2.16.1)
echo "PyYAML 6.0.3 writes:"
grep -A5 environment "$work/compose.yaml"
echo "compose-go v2.16.1 (docker compose 5.6.0) reads:"
echo "$read_back"
[[ $read_back == *'"ACCOUNT":"1.23456789e+08","COMMIT":"1.234e+59","PIN":"812","QUOTED":"0777","UMASK":"18"'* ]] || { echo "no longer so"; exit 1; }
