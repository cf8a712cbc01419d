# A listener is made beside the station, tuned, and removed at the end.
plug 1
"$PROBE" watch "${radios[0]}" 12 2437 >log &
watch=$!
name=footfall${radios[0]#phy}
eventually 5000 "a monitor interface is there" exists "$name"
eventually 3000 "it is on the channel" tuned "$name" 2437
expect "it is a monitor" grep -q 'type monitor' <(iw dev "$name" info)
expect "the station is still there" grep -q 'type managed' <(iw dev "${stations[0]}" info)
listen "$name" capture
not "$PROBE" hop "${radios[0]}" 1 2412 >second
expect "the refusal says why" grep -q 'does another footfall run' second
hush "$listener"
wait $watch
expect "it is gone at the end" not exists "$name"
