# The rules mark the interfaces that others must leave alone.
cp "$AIR/../../udev/60-footfall.rules" /etc/udev/rules.d/
mkdir -p /run/udev
plug 1
/lib/systemd/systemd-udevd --daemon
trap '/bin/udevadm control --exit' EXIT
udevadm trigger --action=add --subsystem-match=net
udevadm settle
expect "a sensor's station is left alone" grep -q NM_UNMANAGED=1 <(udevadm info -q property "/sys/class/net/${stations[0]}")
"$PROBE" watch "${radios[0]}" 20 2437 >log &
name=footfall${radios[0]#phy}
eventually 5000 "it listens" grep -q opened log
udevadm settle
expect "a listener is left alone" grep -q NM_UNMANAGED=1 <(udevadm info -q property "/sys/class/net/$name")
expect "under its own name" exists "$name"
expect "the loopback is none of ours" not grep -q FOOTFALL <(udevadm info -q property /sys/class/net/lo)
