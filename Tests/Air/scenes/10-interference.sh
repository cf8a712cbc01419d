# Others keep a station up, switch the radio off, or take the listener down.
plug 1
ip link set "${stations[0]}" up
not "$PROBE" hop "${radios[0]}" 1 2412 >log
expect "to tune is refused, with a cure" grep -q "ip link set ${stations[0]} down" log
"$PROBE" watch "${radios[0]}" 60 2412 >log &
watch=$!
name=footfall${radios[0]#phy}
eventually 5000 "an idle station is taken down for the sensor" tuned "$name" 2412
expect "so that it can tune" not is_up "${stations[0]}"
ip link set "$name" down
eventually 5000 "a listener that was taken down is made anew" at_least 2 opened log
eventually 3000 "and is up" is_up "$name"
switch=$(grep -lx "${radios[0]}" /sys/class/rfkill/*/name)
switch=${switch%/name}
echo 1 >"$switch/soft"
eventually 5000 "a radio that is switched off is reported, with the cure" grep -q 'rfkill unblock wifi' log
eventually 9000 "and raises the alert" grep -q '"raised","alert":"radio-deaf"' log
echo 0 >"$switch/soft"
kill $watch
