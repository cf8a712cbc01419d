# Somebody moves the radio, takes the listener down, or switches the radio off.
plug 1
broker
configure 'adapter: any' 'channels: [6]'
agent
name=footfall${radios[0]#phy}
eventually 30000 "it listens" tuned "$name" 2437
iw dev "$name" set freq 2412
eventually 5000 "a radio that somebody moved is tuned again" tuned "$name" 2437
while sleep 0.2; do iw dev "$name" set freq 2412; done 2>/dev/null &
mover=$!
eventually 15000 "one that does not stay raises the alert" said alert '"alert":"channel-stuck".*2412 MHz and was told 2437 MHz'
kill $mover
eventually 5000 "it is tuned again" tuned "$name" 2437
"$PROBE" air emit 50 100 2437 "$(address 0)=-61" >emitted &
eventually 10000 "a frame from the right channel ends the alert" radio_is_well
ip link set "$name" down
eventually 10000 "a listener that was taken down is made anew" is_up "$name"
switch=$(grep -lx "${radios[0]}" /sys/class/rfkill/*/name)
switch=${switch%/name}
echo 1 >"$switch/soft"
eventually 15000 "a radio that is switched off raises the alert, with the cure" said alert '"alert":"radio-deaf".*rfkill unblock wifi'
echo 0 >"$switch/soft"
