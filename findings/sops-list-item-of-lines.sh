#!/usr/bin/env bash
# sops-list-item-of-lines - a list item of several lines whose first one is empty is encrypted, and its MAC is right; what sops prints when
# it decrypts the file is no YAML: the indicator asks for four columns more than the item has, and the text is indented by two. sops itself
# refuses to encrypt its output again.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
with_sops
cat >"$work/before.yaml" <<'YAML'
notes:
    - |2

      second line
    - other
YAML
encrypted "$work/before.yaml" >"$work/encrypted.yaml"
decrypted "$work/encrypted.yaml" >"$work/after.yaml"
echo "decrypted:"
cat "$work/after.yaml"
code=0
encrypted "$work/after.yaml" >/dev/null 2>"$work/refusal" || code=$?
echo "encrypted again: exit code $code: $(cat "$work/refusal")"
[[ $code != 0 ]] || { echo "no longer so"; exit 1; }
