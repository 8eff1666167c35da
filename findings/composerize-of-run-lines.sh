#!/usr/bin/env bash
# composerize-of-run-lines - composerize turns a line of `docker run` into a Compose file. What it writes for some ordinary flags means
# something else to Docker Compose, without a word: a dollar sign is not doubled, so that Compose puts a variable in its place; a bind
# that was mounted `readonly` can be written to; two networks become one whose name has a comma. Others Docker Compose refuses:
# `--stop-timeout 30` becomes a duration without a unit, `--volumes-from` a key that there is not.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
needs npm "Node.js 18 or newer with npm"
mkdir "$work/npm"
(cd "$work/npm" && npm install --silent --no-fund --no-audit composerize@1.7.6 >"$work/log" 2>&1) || { cat "$work/log"; exit 3; }
cat >"$work/npm/write.mjs" <<'JS'
import composerize from 'composerize';
const write = typeof composerize === 'function' ? composerize : composerize.default;
console.log(write(process.argv[2]).replace('<your project name>', 'finding').replaceAll('external: true', ''));
JS

# converted LINE: what Docker Compose's loader makes of the Compose file of a line of docker run.
converted() {
  node "$work/npm/write.mjs" "$1" >"$work/compose.yaml"
  loaded v2.16.1 2>/dev/null
}
shows() { [[ $(converted "$1") == *"$2"* ]] || { echo "no longer so: $1 -> $(converted "$1")"; exit 1; }; echo "$1   ->   $2"; }

echo "composerize 1.7.6, read by compose-go v2.16.1 (docker compose 5.6.0)"
shows "docker run -e 'TOKEN=left\$right' web" '"TOKEN":"left"'
shows 'docker run --mount type=bind,source=/etc/hosts,target=/hosts,readonly web' \
  '"volumes":[{"type":"bind","source":"/etc/hosts","target":"/hosts"}]'
shows 'docker run --network front --network back web' "'front,back' not allowed"
shows 'docker run --stop-timeout 30 web' 'missing unit in duration'
shows 'docker run --volumes-from data web' "volume_from"
