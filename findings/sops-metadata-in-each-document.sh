#!/usr/bin/env bash
# sops-metadata-in-each-document - in a YAML file of several documents sops writes all its metadata, the encrypted data keys and the MAC
# included, into every one. The MAC is over all documents, so that none can be taken out or read by itself: sops refuses the second alone.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
with_sops
printf 'a: one\n---\nb: two\n' >"$work/before.yaml"
encrypted "$work/before.yaml" >"$work/encrypted.yaml"
copies=$(grep -c '^sops:' "$work/encrypted.yaml")
macs=$(grep '^    mac:' "$work/encrypted.yaml" | sort -u | wc -l)
echo "metadata: $copies times, $macs different MAC"
sed '1,/^---$/d' "$work/encrypted.yaml" >"$work/second.yaml"
code=0
decrypted "$work/second.yaml" >/dev/null 2>"$work/refusal" || code=$?
echo "the second document alone: exit code $code: $(head -1 "$work/refusal")"
[[ $copies == 2 && $macs == 1 && $code != 0 ]] || { echo "no longer so"; exit 1; }
