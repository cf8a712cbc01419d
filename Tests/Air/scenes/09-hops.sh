# A day of changes of channel in seconds: nothing is left behind.
plug 1
before=$(iw dev | grep -c Interface)
"$PROBE" hop "${radios[0]}" 20000 2412 2437 2462 5180 >log
cat log
field() { sed -nE "s/.*\"$1\":([0-9.]+).*/\1/p" log; }
expect "each change was made" [ "$(field count)" = 20000 ]
expect "the kernel was always where it was sent" [ "$(field readBackStrays)" = 0 ]
expect "no descriptor is left" [ "$(field descriptorsBefore)" = "$(field descriptorsAfter)" ]
growth=$(($(field privateKilobytesAfter) - $(field privateKilobytesBefore)))
expect "memory does not grow (by $growth kB)" [ $growth -le 128 ]
expect "no interface is left" [ "$(iw dev | grep -c Interface)" = "$before" ]
iw phy "${radios[0]}" interface add mon type monitor
ip link set mon up
begin=$(now)
for _ in 1 2 3 4 5; do for frequency in 2412 2437 2462 5180; do iw dev mon set freq $frequency; done; done
echo "figure: $(field meanMilliseconds) ms a change (longest $(field maxMilliseconds)), by iw $((($(now) - begin) / 20)) ms"
