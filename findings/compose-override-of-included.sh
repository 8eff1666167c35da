#!/usr/bin/env bash
# compose-override-of-included - a file that includes another may define the same service since Docker Compose 5, and the two are
# merged. `!override` on a key of it replaces what is included; `!override` on the whole service is accepted and does nothing: the
# environment below is still that of the included file. With two files given one after the other it replaces.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
cat >"$work/included.yaml" <<'YAML'
services:
  app: {image: one, environment: {KEPT: "yes"}}
YAML
cat >"$work/compose.yaml" <<'YAML'
include: [included.yaml]
services:
  app: !override {image: two}
YAML
whole=$(loaded v2.16.1)
cat >"$work/compose.yaml" <<'YAML'
include: [included.yaml]
services:
  app: {image: two, environment: !override {}}
YAML
key=$(loaded v2.16.1)
echo "compose-go v2.16.1 (docker compose 5.6.0)"
echo "!override on the service:     $whole"
echo "!override on its environment: $key"
[[ $whole == *'"KEPT":"yes"'* && $key != *KEPT* ]] || { echo "no longer so"; exit 1; }
