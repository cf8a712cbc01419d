# A listener is made beside the station, tuned, and removed at the end.
plug 1
"$PROBE" watch "${radios[0]}" 10 2437 >log &
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
ip link set "${stations[0]}" up
"$PROBE" hop "${radios[0]}" 10 2412 2437 converting >log
expect "a station can be converted where none can be added" grep -q "\"interface\":\"${stations[0]}\"" log
expect "it is a station again" grep -q 'type managed' <(iw dev "${stations[0]}" info)
expect "and up, as it was" is_up "${stations[0]}"
